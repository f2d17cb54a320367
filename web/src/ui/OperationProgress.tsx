import { Group, Loader, Progress, Stack, Text } from '@mantine/core';

import { useWords } from '~/app/words';

import { hasEnded, problemOfOperation, type Operation } from './operation';
import { ProblemAlert } from './ProblemAlert';
import { uiWords } from './words';

/** How far an operation has come, or why it failed; nothing once it is done. */
export function OperationProgress({ operation, what }: { operation: Operation | undefined; what: string }) {
  const say = useWords(uiWords);
  if (operation?.state === 'failed') return <ProblemAlert problem={problemOfOperation(operation)} />;
  if (operation?.state === 'lost') return <ProblemAlert problem={new Error(say('operationLost'))} />;
  if (hasEnded(operation)) return null;
  const share = shareOf(operation?.progress ?? '');
  return (
    <Stack gap={6} role="status" aria-live="polite" maw={560}>
      <Group gap="xs" wrap="nowrap">
        <Loader size="xs" aria-hidden />
        <Text size="sm" fw={500}>
          {what}
        </Text>
      </Group>
      {share !== null && <Progress value={share * 100} aria-label={what} />}
      <Text size="xs" c="dimmed" style={{ fontVariantNumeric: 'tabular-nums' }}>
        {operation?.progress || say('operationWaits')}
      </Text>
    </Stack>
  );
}

/** "Rendered 12 of 40" is 0.3. */
export function shareOf(progress: string): number | null {
  const [, done, total] = /(\d+) of (\d+)/.exec(progress) ?? [];
  return done && total && Number(total) > 0 ? Math.min(Number(done) / Number(total), 1) : null;
}
