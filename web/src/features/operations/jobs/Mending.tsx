import {
  Alert,
  Button,
  Checkbox,
  FileInput,
  Group,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';

import { api, ok, once } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import { upload } from '~/api/upload';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { useOperation } from '~/ui/operation';
import { OperationProgress } from '~/ui/OperationProgress';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';
import { BAD } from '~/ui/tones';

import { fileAddress } from './Files';
import type { Job } from './job';
import { joined, placeOf, problemOf, spread } from './recordText';
import { Fault } from './Rejects';
import { jobWords } from './words';

type Reject = Model<'Reject'>;

interface MendingProps {
  job: Job;
  rejects: readonly Reject[];
  onClose: () => void;
}

/** Putting rejected records right, here or in a file, and sending them alone. */
export function Mending({ job, rejects, onClose }: MendingProps) {
  const say = useWords(jobWords);
  const [way, setWay] = useState<'hand' | 'file'>('hand');
  const [operation, setOperation] = useState<string | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  async function send(name: string, body: Blob): Promise<void> {
    setProblem(null);
    try {
      const { id } = await upload({ name, body });
      const asked = await ok(
        api.POST('/v1/jobs/{job}/mendings', {
          params: { path: { job: job.id } },
          headers: once(),
          body: { upload: id, kind: '' },
        }),
      );
      setOperation(asked.id);
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} maw={760}>
          <Text fw={600}>{say('mendTitle')}</Text>
          <Text size="sm" c="dimmed">
            {say('mendIntro')}
          </Text>
        </Stack>
        <SegmentedControl
          size="xs"
          aria-label={say('mendTitle')}
          value={way}
          onChange={setWay}
          data={[
            { value: 'hand', label: say('byHand') },
            { value: 'file', label: say('byFile') },
          ]}
        />
      </Group>
      {problem !== null && <ProblemAlert problem={problem} />}
      {operation !== null && <Taking id={operation} job={job} onDone={onClose} />}
      {way === 'hand' ? (
        <ByHand job={job} rejects={rejects} onSend={send} onClose={onClose} />
      ) : (
        <ByFile onSend={send} onClose={onClose} />
      )}
    </Stack>
  );
}

/** The mended records on their way into the job. */
function Taking({ id, job, onDone }: { id: string; job: Job; onDone: () => void }) {
  const say = useWords(jobWords);
  const queries = useQueryClient();
  const { data, error } = useOperation(id);
  if (error) return <ProblemAlert problem={error} />;
  if (data?.state === 'done')
    return (
      <Alert color="green" role="status">
        <Group justify="space-between">
          <Text size="sm">{say('mended')}</Text>
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              void queries.invalidateQueries({ queryKey: ['jobs', job.id] });
              onDone();
            }}
          >
            {say('ok')}
          </Button>
        </Group>
      </Alert>
    );
  return <OperationProgress operation={data} what={say('mending')} />;
}

interface WayProps {
  onSend: (name: string, body: Blob) => Promise<void>;
  onClose: () => void;
}

function ByFile({ onSend, onClose }: WayProps) {
  const say = useWords(jobWords);
  const [file, setFile] = useState<File | null>(null);
  const [busy, setBusy] = useState(false);
  return (
    <Sheet>
      <FileInput
        label={say('file')}
        value={file}
        onChange={setFile}
        leftSection={<IconUpload size={16} aria-hidden />}
      />
      <Buttons
        action={say('sendFile')}
        ready={file !== null}
        busy={busy}
        onClose={onClose}
        onAct={async () => {
          if (!file) return;
          setBusy(true);
          await onSend(file.name, file);
          setBusy(false);
        }}
      />
    </Sheet>
  );
}

function ByHand({ job, rejects, onSend, onClose }: WayProps & { job: Job; rejects: readonly Reject[] }) {
  const say = useWords(jobWords);
  const [changed, setChanged] = useState<Readonly<Record<number, string>>>({});
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [busy, setBusy] = useState(false);
  const records = useQuery({
    queryKey: ['jobs', job.id, 'rejected', job.changed_at],
    queryFn: () => rejectedRecords(job.id),
    staleTime: Infinity,
  });
  if (records.isPending) return <Loading />;
  if (records.error) return <ProblemAlert problem={records.error} />;
  const lines = records.data;
  // What could not be read has no record to put right.
  const readable = rejects.filter(({ key }) => key !== '');
  const textOf = (index: number) => changed[index] ?? spread(lines[index] ?? '');
  const chosen = lines.map((_, index) => index).filter((index) => !left.has(index));
  const wrong = chosen.some((index) => problemOf(textOf(index)) !== null);
  return (
    <Stack gap="sm">
      {lines.map((_, index) => (
        <RecordEditor
          key={index}
          reject={readable[index]}
          text={textOf(index)}
          included={!left.has(index)}
          onChange={(text) => {
            setChanged({ ...changed, [index]: text });
          }}
          onInclude={(included) => {
            const next = new Set(left);
            if (included) next.delete(index);
            else next.add(index);
            setLeft(next);
          }}
        />
      ))}
      <Buttons
        action={say('sendMended', { count: chosen.length })}
        ready={chosen.length > 0 && !wrong}
        busy={busy}
        onClose={onClose}
        onAct={async () => {
          setBusy(true);
          const body = chosen.map((index) => `${joined(textOf(index))}\n`).join('');
          await onSend('mended.jsonl', new Blob([body]));
          setBusy(false);
        }}
      />
    </Stack>
  );
}

interface RecordEditorProps {
  reject: Reject | undefined;
  text: string;
  included: boolean;
  onChange: (text: string) => void;
  onInclude: (included: boolean) => void;
}

function RecordEditor({ reject, text, included, onChange, onInclude }: RecordEditorProps) {
  const say = useWords(jobWords);
  const area = useRef<HTMLTextAreaElement>(null);
  const problem = problemOf(text);
  const name = say('record', { key: reject?.key ?? '' });
  const faults = reject
    ? [reject, ...reject.others.map((one) => ({ channel: '', path: '', reason: '', ...one }))]
    : [];

  function show(path: string): void {
    const place = placeOf(text, path);
    area.current?.focus();
    if (place >= 0) area.current?.setSelectionRange(place, text.indexOf(':', place));
  }

  return (
    <Sheet>
      <Group justify="space-between" mb={6}>
        <Text fw={600}>{name}</Text>
        <Checkbox
          label={say('include')}
          checked={included}
          onChange={(event) => {
            onInclude(event.currentTarget.checked);
          }}
        />
      </Group>
      <Stack gap={4} mb="sm">
        {faults.map((fault, index) => (
          <Group key={index} gap="xs" wrap="nowrap" align="baseline">
            <Fault channel={fault.channel} path={fault.path} reason={fault.reason} />
            {fault.path && (
              <Button
                size="compact-xs"
                variant="subtle"
                style={{ flex: 'none' }}
                onClick={() => {
                  show(fault.path);
                }}
              >
                {say('showIn')}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
      {included && (
        <Textarea
          ref={area}
          aria-label={name}
          autosize
          minRows={4}
          maxRows={18}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          value={text}
          error={
            problem === null ? undefined : (
              <Text span size="xs" c={BAD}>
                {say('notJson', { why: problem })}
              </Text>
            )
          }
          onChange={(event) => {
            onChange(event.currentTarget.value);
          }}
        />
      )}
    </Sheet>
  );
}

interface ButtonsProps {
  action: string;
  ready: boolean;
  busy: boolean;
  onAct: () => Promise<void>;
  onClose: () => void;
}

function Buttons({ action, ready, busy, onAct, onClose }: ButtonsProps) {
  const say = useWords(jobWords);
  return (
    <Group justify="flex-end" gap="xs" mt="md">
      <Button variant="default" onClick={onClose}>
        {say('back')}
      </Button>
      <Button disabled={!ready} loading={busy} onClick={() => void onAct()}>
        {action}
      </Button>
    </Group>
  );
}

/** The rejected records, each as the text that it is. */
async function rejectedRecords(job: string): Promise<string[]> {
  const answer = await fetch(fileAddress(job, 'rejected.jsonl')).catch(() => {
    throw ApiProblem.unreachable();
  });
  if (!answer.ok) throw new ApiProblem(answer.status, '', answer.statusText, '');
  return (await answer.text()).split('\n').filter((line) => line.trim() !== '');
}
