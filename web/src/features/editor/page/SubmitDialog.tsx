import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useEditorSession } from '../contract';
import { publishDraft } from '../session/drafts';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';

const POLL_MS = 1_000;

type Step = 'asking' | 'running' | 'done';

interface Props {
  opened: OpenEditor;
  isOpen: boolean;
  onClose: () => void;
}

/** Make a version of the draft, and put it before its approvers once the gates have passed. */
export function SubmitDialog({ opened, isOpen, onClose }: Props) {
  const say = useWords(editorWords);
  const session = useEditorSession();
  const [message, setMessage] = useState('');
  const [step, setStep] = useState<Step>('asking');
  const [problem, setProblem] = useState<unknown>(null);

  async function submit(): Promise<void> {
    setStep('running');
    setProblem(null);
    try {
      await session.flush();
      await publish(opened, message);
      await putBefore(session.kind, session.key);
      setStep('done');
    } catch (error) {
      setProblem(error);
      setStep('asking');
    }
  }
  function close(): void {
    setStep('asking');
    setProblem(null);
    onClose();
  }
  return (
    <Modal opened={isOpen} onClose={close} title={say('submitTitle')} size="lg" centered>
      <Stack>
        {step === 'asking' && (
          <>
            <Text size="sm">{say('submitWhy')}</Text>
            {problem !== null && <ProblemAlert problem={problem} />}
            <Textarea
              label={say('submitMessage')}
              autosize
              minRows={2}
              data-autofocus
              value={message}
              onChange={(event) => {
                setMessage(event.currentTarget.value);
              }}
            />
            <Group justify="flex-end">
              <Button onClick={() => void submit()}>{say('submitDo')}</Button>
            </Group>
          </>
        )}
        {step === 'running' && (
          <>
            <Loading />
            <Text size="sm" ta="center" role="status">
              {say('submitRunning')}
            </Text>
          </>
        )}
        {step === 'done' && (
          <>
            <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} role="status">
              {say('submitDone')}
            </Alert>
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {say('close')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** The draft becomes the newest version; what is the newest already stays what it is. */
async function publish({ store }: OpenEditor, message: string): Promise<void> {
  const { kind, key } = store.opened;
  const etag = store.saver?.etag ?? '"0"';
  if (etag === '"0"') return;
  await publishDraft(kind, key, etag, message);
  await store.reread();
}

/** Submit the newest version, and wait for the gates. Throws ApiProblem with why they did not pass. */
async function putBefore(kind: string, key: string): Promise<void> {
  const subjects = [kind === 'template' ? key : `block:${key}`];
  const { id } = await ok(
    api.POST('/v1/submissions', {
      params: { header: { 'idempotency-key': crypto.randomUUID() } },
      body: { subjects, with_followers: false },
    }),
  );
  for (;;) {
    const now = await ok(api.GET('/v1/operations/{operation}', { params: { path: { operation: id } } }));
    if (now.state === 'done') return;
    if (now.state === 'failed' || now.state === 'lost') throw problemIn(now);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function problemIn({ problem }: Model<'Operation'>): ApiProblem {
  return new ApiProblem(
    problem?.status ?? 500,
    problem?.type ?? '',
    problem?.title ?? '',
    problem?.detail ?? '',
  );
}
