import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertCircle, IconCloudOff } from '@tabler/icons-react';

import { ApiProblem } from '~/api/problem';
import { useWords } from '~/app/words';

import { uiWords } from './words';

/** What went wrong, in the server's own words, which say what to do. */
export function ProblemAlert({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const say = useWords(uiWords);
  const told = problem instanceof ApiProblem ? problem : null;
  const away = told?.isUnreachable ?? false;
  const detail = away
    ? say('unreachableWhy')
    : (told?.detail ?? (problem instanceof Error ? problem.message : String(problem)));
  const faults = (told?.faults ?? []).filter((fault) => !detail.includes(fault.message));
  return (
    <Alert
      role="alert"
      color={away ? 'yellow' : 'red'}
      variant="light"
      icon={away ? <IconCloudOff aria-hidden /> : <IconAlertCircle aria-hidden />}
      title={away ? say('unreachable') : told?.title || say('failed')}
      maw={720}
    >
      <Text size="sm" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {detail}
      </Text>
      {faults.length > 0 && (
        <List size="sm" mt="xs">
          {faults.map((fault, index) => (
            <List.Item key={index}>
              <code>{fault.where}</code> {fault.message}
            </List.Item>
          ))}
        </List>
      )}
      {told?.requestId && (
        <Text size="xs" c="dimmed" mt="xs">
          {say('requestId', { id: told.requestId })}
        </Text>
      )}
      {onRetry && (
        <Button size="xs" variant="default" mt="sm" onClick={onRetry}>
          {say('retry')}
        </Button>
      )}
    </Alert>
  );
}
