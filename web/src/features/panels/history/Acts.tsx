import { TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { ActDialog } from '~/ui/ActDialog';

import { discard, filesOf, publish, rollBack } from './requests';
import { historyWords } from './words';

export type Act =
  | { readonly kind: 'publish' | 'discard' }
  | { readonly kind: 'restore' | 'roll-back'; readonly number: number };

/** The window of what is about to be done to the draft or the versions. */
export function Acts({
  act,
  newest,
  onClose,
}: {
  act: Act | null;
  newest: number | null;
  onClose: () => void;
}) {
  if (!act) return null;
  return <Acting key={act.kind} act={act} newest={newest} onClose={onClose} />;
}

function Acting({ act, newest, onClose }: { act: Act; newest: number | null; onClose: () => void }) {
  const say = useWords(historyWords);
  const session = useEditorSession();
  const [words, setWords] = useState('');
  const which = { kind: session.kind, key: session.key };
  const run = async (): Promise<void> => {
    switch (act.kind) {
      case 'publish':
        await session.changeOnServer((etag) => publish(which, words, etag));
        return;
      case 'discard':
        await session.changeOnServer((etag) => discard(which, words, etag));
        return;
      case 'restore': {
        const { files } = await filesOf(which, act.number);
        if (session.replaceFiles(files))
          notifications.show({ message: say('restored', { number: act.number }) });
        return;
      }
      case 'roll-back':
        await session.changeOnServer(() => rollBack(which, act.number, words));
    }
  };
  const shown = {
    publish: { title: say('publish'), intro: say('publishWhy'), label: say('message') },
    discard: {
      title: say('discard'),
      intro: newest === null ? say('discardWhyNew') : say('discardWhy', { number: newest }),
      label: say('reason'),
    },
    restore: {
      title: say('restore'),
      intro: 'number' in act ? say('restoreWhy', { number: act.number }) : '',
      label: '',
    },
    'roll-back': {
      title: say('rollBack'),
      intro: 'number' in act ? say('rollBackWhy', { number: act.number }) : '',
      label: say('reason'),
    },
  }[act.kind];
  return (
    <ActDialog
      title={shown.title}
      intro={shown.intro}
      action={shown.title}
      danger={act.kind === 'discard'}
      run={run}
      onClose={onClose}
    >
      {shown.label && (
        <TextInput
          data-autofocus
          label={shown.label}
          placeholder={act.kind === 'publish' ? say('messageHint') : undefined}
          maxLength={1000}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
      )}
    </ActDialog>
  );
}
