import { Alert, Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconTopologyStar3 } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { HtmlFrame } from '~/ui/HtmlFrame';
import { Loading } from '~/ui/Loading';
import { OperationProgress } from '~/ui/OperationProgress';
import { useOperation, type Operation } from '~/ui/operation';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { lookWords } from './lookWords';

const OUTCOMES = ['changed', 'unchanged', 'fails-after', 'failed-before', 'new'] as const;
const COLOURS: Record<(typeof OUTCOMES)[number], string> = {
  changed: 'blue',
  unchanged: 'gray',
  'fails-after': 'red',
  'failed-before': 'orange',
  new: 'grape',
};

/** What a version of a block or a brand does to everything made with it, before anybody approves it. */
export function ImpactPanel({ subject }: { subject: string }) {
  const say = useWords(lookWords);
  const [id, setId] = useState<string | null>(null);
  const ask = useMutation({
    mutationFn: (samples: number | null) =>
      ok(api.POST('/v1/impact', { headers: once(), body: { subject, templates: [], samples } })),
    onSuccess: (operation) => {
      setId(operation.id);
    },
  });
  const { data: operation, error } = useOperation(id);
  if (!id) {
    return (
      <Empty icon={IconTopologyStar3} title={say('impactTitle')}>
        <Stack align="center" gap="sm">
          {say('impactWhy')}
          <Group gap="xs" justify="center">
            <Button
              size="xs"
              loading={ask.isPending}
              onClick={() => {
                ask.mutate(1);
              }}
            >
              {say('impactQuick')}
            </Button>
            <Button
              size="xs"
              variant="default"
              loading={ask.isPending}
              onClick={() => {
                ask.mutate(null);
              }}
            >
              {say('impactAll')}
            </Button>
          </Group>
          {ask.error && <ProblemAlert problem={ask.error} />}
        </Stack>
      </Empty>
    );
  }
  if (error) return <ProblemAlert problem={error} />;
  return (
    <Stack gap="md">
      <OperationProgress operation={operation} what={say('impactRunning')} />
      {operation?.state === 'failed' && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setId(null);
          }}
          style={{ alignSelf: 'start' }}
        >
          {say('tryAgain')}
        </Button>
      )}
      {operation?.state === 'done' && <Found operation={operation} />}
    </Stack>
  );
}

function Found({ operation }: { operation: Operation }) {
  const say = useWords(lookWords);
  const { data: page, error } = useQuery({
    queryKey: ['operations', operation.id, 'page'],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      ok(
        api.GET('/v1/operations/{operation}/page', {
          params: { path: { operation: operation.id } },
          parseAs: 'text',
          signal,
        }),
      ),
  });
  const counts = countsOf(operation);
  const total = OUTCOMES.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  return (
    <Stack gap="md">
      <Group gap="xs">
        {OUTCOMES.map((outcome) => {
          const count = counts[outcome] ?? 0;
          return (
            count > 0 && (
              <Badge key={outcome} size="lg" variant="light" tt="none" color={COLOURS[outcome]}>
                {say(`outcome.${outcome}`, { count })}
              </Badge>
            )
          );
        })}
        <Anchor href={operation.page ?? ''} target="_blank" rel="noreferrer" size="sm">
          {say('impactOpen')}
        </Anchor>
      </Group>
      {total === 0 && <Text size="sm">{say('impactNothing')}</Text>}
      {(counts['fails-after'] ?? 0) > 0 && <Alert color="red">{say('impactFails')}</Alert>}
      {error && <ProblemAlert problem={error} />}
      {page === undefined ? (
        !error && <Loading />
      ) : (
        <HtmlFrame html={page} title={say('impactPage')} ours minHeight={600} />
      )}
    </Stack>
  );
}

function countsOf(operation: Operation): Partial<Record<string, number>> {
  const counts = operation.result?.counts;
  return typeof counts === 'object' && counts !== null ? counts : {};
}
