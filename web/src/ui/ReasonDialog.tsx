import { Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';

import { useWords } from '~/app/words';

import { ActDialog } from './ActDialog';
import { uiWords } from './words';

interface ReasonDialogProps {
  title: string;
  intro: ReactNode;
  /** What the button says. */
  act: string;
  onAct: (reason: string) => Promise<void>;
  onClose: () => void;
  /** What has to be typed before it is done, for what cannot be undone. */
  typed?: string;
  reasonNeeded?: boolean;
  danger?: boolean;
  children?: ReactNode;
}

/** Something that is done to a thing, with the reason why; what cannot be undone is confirmed by typing. */
export function ReasonDialog({
  title,
  intro,
  act,
  onAct,
  onClose,
  typed,
  reasonNeeded = false,
  danger = false,
  children,
}: ReasonDialogProps) {
  const say = useWords(uiWords);
  const [reason, setReason] = useState('');
  const [said, setSaid] = useState('');
  const ready = (!reasonNeeded || reason.trim() !== '') && (!typed || said.trim() === typed);
  return (
    <ActDialog
      title={title}
      intro={intro}
      action={act}
      danger={danger}
      ready={ready}
      run={() => onAct(reason.trim())}
      onClose={onClose}
    >
      {children}
      <Textarea
        label={say('reason')}
        description={say('reasonHint')}
        required={reasonNeeded}
        maxLength={1000}
        autosize
        minRows={2}
        data-autofocus
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {typed && (
        <TextInput
          label={say('typeToConfirm', { what: typed })}
          required
          autoComplete="off"
          value={said}
          onChange={(event) => {
            setSaid(event.currentTarget.value);
          }}
        />
      )}
    </ActDialog>
  );
}
