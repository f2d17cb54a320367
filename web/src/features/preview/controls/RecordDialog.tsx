import { Button, FileButton, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';

import { ProblemAlert } from '~/ui/ProblemAlert';

import { usePreviewWords, type PreviewSay } from '../channels/shared';
import { faultOfRecord, LARGEST_RECORD, type RecordFault } from '../model/record';

interface RecordDialogProps {
  readonly opened: boolean;
  readonly text: string;
  /** The sample that one may start from, as text. */
  readonly sample: (() => Promise<string>) | null;
  /** Has the server look at the record, and shows it. Rejects with what the server says against it. */
  readonly onUse: (text: string) => Promise<void>;
  readonly onClose: () => void;
}

/** A record of one's own, pasted or from a file. It goes to the server to be shown, and is kept nowhere. */
export function RecordDialog(props: RecordDialogProps) {
  const say = usePreviewWords();
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={say('record.title')} size="xl">
      <RecordForm {...props} />
    </Modal>
  );
}

function RecordForm({ text: before, sample, onUse, onClose }: RecordDialogProps) {
  const say = usePreviewWords();
  const [text, setText] = useState(before);
  const [fault, setFault] = useState<RecordFault | null>(null);
  const hint = useId();
  const use = useMutation({ mutationFn: onUse });
  const load = useMutation({ mutationFn: async (from: () => Promise<string>) => from(), onSuccess: put });
  function put(value: string): void {
    setText(value);
    setFault(null);
    use.reset();
  }
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" id={hint}>
        {say('record.intro')}
      </Text>
      <Textarea
        label={say('record.label')}
        aria-describedby={hint}
        value={text}
        onChange={(event) => {
          put(event.currentTarget.value);
        }}
        error={fault ? faultWords(fault, say) : null}
        rows={16}
        spellCheck={false}
        data-autofocus
        styles={{
          input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13, whiteSpace: 'pre' },
        }}
      />
      {use.error && <ProblemAlert problem={use.error} />}
      {load.error && <ProblemAlert problem={load.error} />}
      <Group justify="space-between">
        <Group gap="xs">
          <FileButton
            accept="application/json,.json"
            onChange={(file) => {
              if (!file) return;
              if (file.size > LARGEST_RECORD) setFault({ why: 'too-big' });
              else load.mutate(() => file.text());
            }}
          >
            {(button) => (
              <Button variant="default" size="sm" {...button}>
                {say('record.file')}
              </Button>
            )}
          </FileButton>
          {sample && (
            <Button
              variant="subtle"
              size="sm"
              loading={load.isPending}
              onClick={() => {
                load.mutate(sample);
              }}
            >
              {say('record.fromSample')}
            </Button>
          )}
        </Group>
        <Group gap="xs">
          <Button variant="default" size="sm" onClick={onClose}>
            {say('record.cancel')}
          </Button>
          <Button
            size="sm"
            loading={use.isPending}
            onClick={() => {
              const found = faultOfRecord(text);
              setFault(found);
              if (!found) use.mutate(text);
            }}
          >
            {say('record.use')}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
}

function faultWords(fault: RecordFault, say: PreviewSay): string {
  return fault.why === 'syntax' ? say('record.syntax', { line: fault.line }) : say(`record.${fault.why}`);
}
