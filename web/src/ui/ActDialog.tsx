import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode, type SyntheticEvent } from 'react';

import { useWords } from '~/app/words';

import { ProblemAlert } from './ProblemAlert';
import { uiWords } from './words';

interface ActDialogProps {
  title: string;
  /** What it does, and what it does not. */
  intro?: ReactNode;
  /** What the button that does it says. */
  action: string;
  danger?: boolean;
  /** Whether everything is there that it needs. */
  ready?: boolean;
  size?: string;
  /** Whether something else takes its place once it is done. */
  keepOpen?: boolean;
  /** Do it. What it throws is shown, and the window stays open. */
  run: () => Promise<unknown>;
  onClose: () => void;
  children?: ReactNode;
}

/** A window in which something is done: what it means, what it needs, and what the server says to it. */
export function ActDialog({
  title,
  intro,
  action,
  danger = false,
  ready = true,
  size = 'md',
  keepOpen = false,
  run,
  onClose,
  children,
}: ActDialogProps) {
  const say = useWords(uiWords);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await run();
      if (!keepOpen) onClose();
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      size={size}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {intro && (
            <Text size="sm" component="div">
              {intro}
            </Text>
          )}
          {children}
          {problem !== null && <ProblemAlert problem={problem} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('cancel')}
            </Button>
            <Button type="submit" color={danger ? 'red.8' : undefined} loading={busy} disabled={!ready}>
              {action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
