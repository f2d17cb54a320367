import { Center } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';

import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { YamlError } from '~/format/yaml';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { SessionContext } from '../contract';
import { DEFINITION_FILE, type ContentKind } from '../session/drafts';
import { openEditor, type OpenEditor } from '../session/open';
import { editorWords, type SayEditor } from '../words';
import { EditorWindow } from './EditorWindow';

/** The editor of a template or block: opens it, and shows its window. */
export function EditorPage({ kind }: { kind: ContentKind }) {
  const { key = '' } = useParams();
  return <Opening key={`${kind}/${key}`} kind={kind} name={key} />;
}

function Opening({ kind, name }: { kind: ContentKind; name: string }) {
  const say = useWords(editorWords);
  const me = useMe();
  const words = useRef<SayEditor>(say);
  const [opened, setOpened] = useState<OpenEditor | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [attempt, setAttempt] = useState(0);
  const queries = useQueryClient();
  useEffect(() => {
    words.current = say;
    opened?.store.redraw();
  }, [say, opened]);
  useEffect(() => {
    let current: OpenEditor | null = null;
    let isGone = false;
    const tell = (message: string): void => {
      notifications.show({ message, autoClose: 6_000, id: message });
    };
    openEditor(kind, name, me, {
      say: () => words.current,
      refused: (why) => {
        tell(words.current(`refused.${why}`));
      },
      restored: () => {
        tell(words.current('restored'));
      },
      merged: () => {
        tell(words.current('mergedBySelf'));
      },
    }).then(
      (open) => {
        current = open;
        if (isGone) open.close();
        else setOpened(open);
      },
      (error: unknown) => {
        if (!isGone) setProblem(error);
      },
    );
    return () => {
      isGone = true;
      current?.close();
    };
  }, [kind, name, me, attempt]);
  useEffect(
    () =>
      // Somebody has signed in again, or the server is back: what waits is sent.
      queries.getQueryCache().subscribe((event) => {
        if (event.type === 'updated' && event.action.type === 'success') opened?.store.saver?.retry();
      }),
    [queries, opened],
  );
  if (problem !== null)
    return (
      <Center h="100vh" p="xl" component="main">
        <ProblemAlert
          problem={
            problem instanceof YamlError
              ? new Error(say('cannotReadWhy', { file: DEFINITION_FILE[kind], error: problem.message }))
              : problem
          }
          onRetry={() => {
            setProblem(null);
            setAttempt(attempt + 1);
          }}
        />
      </Center>
    );
  if (!opened) return <Loading h="100vh" />;
  return (
    <SessionContext value={opened.store}>
      <EditorWindow opened={opened} />
    </SessionContext>
  );
}
