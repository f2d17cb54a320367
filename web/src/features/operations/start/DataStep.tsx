import { Button, FileButton, Group, Progress, Stack, Text, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconFileCheck, IconUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { upload } from '~/api/upload';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import classes from './DataStep.module.css';
import { startWords } from './words';

export type Upload = Model<'UploadShown'>;

interface DataStepProps {
  chosen: Upload | null;
  onChoose: (upload: Upload | null) => void;
}

/** The data: dropped, chosen, or one of what was uploaded lately. */
export function DataStep({ chosen, onChoose }: DataStepProps) {
  const say = useWords(startWords);
  const formats = useFormats();
  if (chosen)
    return (
      <Group justify="space-between" className={classes.chosen}>
        <Group gap="sm">
          <IconFileCheck size={22} aria-hidden />
          <div>
            <Text fw={600} size="sm">
              {chosen.name}
            </Text>
            <Text size="xs" c="dimmed">
              {formats.bytes(chosen.size)} · {say('kept', { when: formats.dateTime(chosen.expires_at) })}
            </Text>
          </div>
        </Group>
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            onChoose(null);
          }}
        >
          {say('another')}
        </Button>
      </Group>
    );
  return <Uploading onChoose={onChoose} />;
}

function Uploading({ onChoose }: { onChoose: (upload: Upload) => void }) {
  const say = useWords(startWords);
  const [over, setOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const giveUp = useRef<AbortController | null>(null);

  async function send(file: File | null): Promise<void> {
    if (!file) return;
    const control = new AbortController();
    giveUp.current = control;
    setProblem(null);
    setSending({ name: file.name, share: 0 });
    try {
      const made = await upload({
        name: file.name,
        body: file,
        signal: control.signal,
        onProgress: (share) => {
          setSending({ name: file.name, share });
        },
      });
      onChoose(made);
    } catch (error) {
      if (!(error instanceof DOMException)) setProblem(error);
    } finally {
      setSending(null);
    }
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer.files.item(0));
  }

  if (sending)
    return (
      <Stack gap={6} className={classes.chosen} role="status">
        <Group justify="space-between">
          <Text size="sm">{say('uploading', { name: sending.name })}</Text>
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              giveUp.current?.abort();
            }}
          >
            {say('giveUp')}
          </Button>
        </Group>
        <Progress value={sending.share * 100} aria-label={say('uploading', { name: sending.name })} />
      </Stack>
    );
  return (
    <Stack gap="sm">
      {problem !== null && <ProblemAlert problem={problem} />}
      <div
        className={classes.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => {
          setOver(false);
        }}
        onDrop={drop}
      >
        <IconUpload size={26} stroke={1.6} aria-hidden />
        <Text size="sm">{say('drop')}</Text>
        <FileButton onChange={(file) => void send(file)} inputProps={{ 'aria-label': say('choose') }}>
          {(props) => (
            <Button {...props} size="xs" variant="default">
              {say('choose')}
            </Button>
          )}
        </FileButton>
        <Text size="xs" c="dimmed">
          {say('formats')}
        </Text>
      </div>
      <Recent onChoose={onChoose} />
    </Stack>
  );
}

function Recent({ onChoose }: { onChoose: (upload: Upload) => void }) {
  const say = useWords(startWords);
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['uploads'],
    queryFn: () => ok(api.GET('/v1/uploads', { params: { query: { limit: 200 } } })),
  });
  const few = data?.items.slice(-4).reverse() ?? [];
  if (few.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="xs" c="dimmed">
        {say('recent')}
      </Text>
      {few.map((one) => (
        <UnstyledButton
          key={one.id}
          className={classes.recent}
          onClick={() => {
            onChoose(one);
          }}
        >
          <Text size="sm" fw={500}>
            {one.name}
          </Text>
          <Text size="xs" c="dimmed">
            {formats.bytes(one.size)} · {formats.ago(one.made_at)}
          </Text>
        </UnstyledButton>
      ))}
    </Stack>
  );
}
