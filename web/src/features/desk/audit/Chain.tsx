import { Alert, Button, Group, List, Paper, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { CopyField } from '~/ui/CopyField';
import { OperationProgress } from '~/ui/OperationProgress';
import { useOperation, type Operation } from '~/ui/operation';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { governWords } from '../governWords';

/** Whether the log is what was written: its head to keep, heads that were kept, and the verification of all of it. */
export function Chain() {
  const say = useWords(governWords);
  const [kept, setKept] = useState('');
  const heads = kept.split(/\s+/).filter(Boolean);
  const head = useQuery({
    queryKey: ['audit', 'head'],
    queryFn: ({ signal }) => ok(api.GET('/v1/audit/head', { signal })),
  });
  const verify = useMutation({
    mutationFn: () => ok(api.POST('/v1/audit/verifications', { headers: once(), body: { heads } })),
  });
  const { data: operation } = useOperation(verify.data?.id ?? null);
  return (
    <Paper withBorder p="md" component="section" aria-label={say('verifyTitle')}>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <Stack gap="sm">
          <div>
            <Text fw={650}>{say('verifyTitle')}</Text>
            <Text size="sm" c="dimmed">
              {say('verifyWhy')}
            </Text>
          </div>
          {verify.error && <ProblemAlert problem={verify.error} />}
          {verify.data && <OperationProgress operation={operation ?? verify.data} what={say('verifying')} />}
          {operation?.state === 'done' && <Verdict operation={operation} heads={heads.length} />}
          <Group>
            <Button
              variant="default"
              leftSection={<IconShieldCheck size={16} aria-hidden />}
              loading={verify.isPending || (Boolean(verify.data) && operation?.ended_at === null)}
              onClick={() => {
                verify.mutate();
              }}
            >
              {say(operation?.state === 'done' ? 'verifyAgain' : 'verify')}
            </Button>
          </Group>
        </Stack>
        <Stack gap="sm">
          {head.data && <CopyField label={say('head')} value={head.data.head} />}
          <Text size="xs" c="dimmed">
            {say('headWhy')}
          </Text>
          <Textarea
            label={say('keptHeads')}
            description={say('keptHeadsHint')}
            autosize
            minRows={2}
            maxRows={6}
            value={kept}
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12 } }}
            onChange={(event) => {
              setKept(event.currentTarget.value);
            }}
          />
        </Stack>
      </SimpleGrid>
    </Paper>
  );
}

interface Report {
  ok: boolean;
  rows: number;
  faults: { message: string }[];
  missing_guards: string[];
  books: string[];
}

function Verdict({ operation, heads }: { operation: Operation; heads: number }) {
  const say = useWords(governWords);
  const formats = useFormats();
  const report = operation.result as unknown as Report;
  if (report.ok) {
    return (
      <Alert color="green" icon={<IconShieldCheck aria-hidden />} title={say('whole')} role="status">
        <Text size="sm">{say('wholeWhy', { count: formats.number(report.rows) })}</Text>
        {heads > 0 && <Text size="sm">{say('headsFit', { count: heads })}</Text>}
      </Alert>
    );
  }
  const wrong = [...report.faults.map((fault) => fault.message), ...report.missing_guards, ...report.books];
  return (
    <Alert color="red" icon={<IconShieldX aria-hidden />} title={say('broken')} role="alert">
      <List size="sm">
        {wrong.map((message) => (
          <List.Item key={message}>{message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
