import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCheck, IconX } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { useOperation, type Operation } from '~/ui/operation';
import { OperationProgress } from '~/ui/OperationProgress';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { careWords } from './words';

interface Verified {
  ok: boolean;
  read: number;
  faults: unknown[];
}
interface Expired {
  dry_run: boolean;
  templates: { template: string; destroyed: number; held: number }[];
}
interface Swept {
  packs: number;
  bytes: number;
  left: number;
}

const BEGIN = {
  verify: () => ok(api.POST('/v1/archive/verifications', { body: {}, headers: once() })),
  expire: (dry: boolean) => ok(api.POST('/v1/archive/expiries', { body: { dry_run: dry }, headers: once() })),
  sweep: (dry: boolean) => ok(api.POST('/v1/archive/sweeps', { body: { dry_run: dry }, headers: once() })),
};
type Care = keyof typeof BEGIN;

/** What keeps an archive in order: reading all of it, destroying what is due, taking away what is left. */
export function Checks() {
  return (
    <Stack gap="md">
      <CareSheet care="verify" />
      <CareSheet care="expire" />
      <CareSheet care="sweep" />
    </Stack>
  );
}

function CareSheet({ care }: { care: Care }) {
  const say = useWords(careWords);
  const [id, setId] = useState<string | null>(null);
  const [sure, setSure] = useState(false);
  const operation = useOperation(id);
  const begin = useMutation({
    mutationFn: (dry: boolean) => BEGIN[care](dry),
    onSuccess: (asked) => {
      setId(asked.id);
    },
  });
  const busy = begin.isPending || operation.data?.state === 'waiting' || operation.data?.state === 'running';
  return (
    <Sheet title={say(`${care}Title`)}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say(`${care}Why`)}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            disabled={busy}
            aria-label={`${say(care === 'verify' ? 'verify' : 'look')}: ${say(`${care}Title`)}`}
            onClick={() => {
              begin.mutate(true);
            }}
          >
            {say(care === 'verify' ? 'verify' : 'look')}
          </Button>
          {care !== 'verify' && (
            <Button
              variant="light"
              color="red"
              disabled={busy}
              onClick={() => {
                setSure(true);
              }}
            >
              {say(care)}…
            </Button>
          )}
        </Group>
        {begin.error && <ProblemAlert problem={begin.error} />}
        {id !== null && <OperationProgress operation={operation.data} what={say('running')} />}
        {operation.data?.state === 'done' && <Outcome operation={operation.data} />}
      </Stack>
      {sure && (
        <ActDialog
          title={say(`${care}Title`)}
          intro={
            <>
              {say(`${care}Why`)} {say('confirm')}
            </>
          }
          action={care === 'expire' ? say('expire') : say('sweep')}
          danger
          onClose={() => {
            setSure(false);
          }}
          run={() => begin.mutateAsync(false)}
        />
      )}
    </Sheet>
  );
}

function Outcome({ operation }: { operation: Operation }) {
  const say = useWords(careWords);
  const formats = useFormats();
  const result: unknown = operation.result;
  switch (operation.kind) {
    case 'archive-verify': {
      const { ok: whole, read, faults } = result as Verified;
      return (
        <Alert
          role="status"
          color={whole ? 'green' : 'red'}
          icon={whole ? <IconCheck aria-hidden /> : <IconX aria-hidden />}
          title={whole ? say('whole', { count: read }) : say('notWhole', { count: faults.length })}
        >
          {!whole && (
            <List size="sm">
              {faults.slice(0, 20).map((fault, index) => (
                <List.Item key={index}>{typeof fault === 'string' ? fault : JSON.stringify(fault)}</List.Item>
              ))}
            </List>
          )}
        </Alert>
      );
    }
    case 'archive-expire': {
      const { templates, dry_run: dry } = result as Expired;
      return (
        <Alert role="status" color="gray">
          {templates.length === 0 && say('nothingDue')}
          {templates.map(({ template, destroyed: count, held }) => (
            <Text key={template} size="sm">
              {say(dry ? 'due' : 'gone', { template, count, held })}
            </Text>
          ))}
        </Alert>
      );
    }
    case 'archive-sweep': {
      const { packs, bytes, left } = result as Swept;
      return (
        <Alert role="status" color="gray">
          {say('packs', { count: packs, size: formats.bytes(bytes), left })}
        </Alert>
      );
    }
    default:
      return null;
  }
}
