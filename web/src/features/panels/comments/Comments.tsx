import { ActionIcon, Badge, Button, Group, SegmentedControl, Switch, Text } from '@mantine/core';
import { IconCheck, IconFocus2, IconMessageCircle, IconRotate } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { When } from '~/ui/When';

import { CommentBox } from './CommentBox';
import classes from './Comments.module.css';
import { mentionPieces } from './mentioning';
import { useResolve, useSay, useThreads, type State, type Thread } from './useComments';
import { commentWords } from './words';

const STATES = ['open', 'resolved', 'all'] as const;

/** What was said about the draft, thread by thread, hung on its nodes. */
export function Comments() {
  const say = useWords(commentWords);
  const { selectedNode } = useEditorSession();
  const [query, setQuery] = useSearchParams();
  const state: State = STATES.find((each) => each === query.get('threads')) ?? 'open';
  const [here, setHere] = useState(false);
  const node = selectedNode?.id ?? null;
  const threads = useThreads(state, here ? node : null);
  const saying = useSay();
  const found = threads.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className={classes.head}>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={say('filter')}
          data={STATES.map((value) => ({ value, label: say(`state.${value}`) }))}
          value={state}
          onChange={(value) => {
            setQuery(
              (before) => {
                const after = new URLSearchParams(before);
                if (value === 'open') after.delete('threads');
                else after.set('threads', value);
                return after;
              },
              { replace: true },
            );
          }}
        />
        <Switch
          size="xs"
          my={8}
          label={say('onNode')}
          disabled={node === null}
          checked={here}
          onChange={(event) => {
            setHere(event.currentTarget.checked);
          }}
        />
        <Text size="xs" c="dimmed" mb={4}>
          {node === null ? say('whole') : say('about', { node })}
        </Text>
        <CommentBox
          label={say('write')}
          placeholder={say('writeHint')}
          send={(text) => saying.mutateAsync({ text, node })}
        />
      </div>
      {threads.isPending && <Loading />}
      {threads.isError && <ProblemAlert problem={threads.error} onRetry={() => void threads.refetch()} />}
      {threads.isSuccess && found.length === 0 && (
        <Empty icon={IconMessageCircle} title={say('none')}>
          {say('noneWhy')}
        </Empty>
      )}
      {found.map((thread) => (
        <ThreadPart
          key={thread.first.number}
          thread={thread}
          current={thread.first.node === node && node !== null}
        />
      ))}
      <MoreButton list={threads} />
    </>
  );
}

function ThreadPart({ thread, current }: { thread: Thread; current: boolean }) {
  const say = useWords(commentWords);
  const session = useEditorSession();
  const resolving = useResolve();
  const saying = useSay();
  const [answering, setAnswering] = useState(false);
  const { node, number } = thread.first;
  return (
    <section className={classes.thread} data-current={current || undefined}>
      <Group gap={4} justify="space-between" wrap="nowrap">
        <Text size="xs" c="dimmed" truncate>
          {node === null ? say('whole') : say('about', { node })}
        </Text>
        <Group gap={0} wrap="nowrap">
          {thread.resolved && (
            <Badge size="sm" variant="default" tt="none" mr={4}>
              {say('resolved')}
            </Badge>
          )}
          {node !== null && (
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={say('show', { node })}
              onClick={() => {
                session.select(node);
              }}
            >
              <IconFocus2 size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      </Group>
      {[thread.first, ...thread.replies].map((comment) => (
        <Comment key={comment.number} comment={comment} />
      ))}
      <Group gap={4} mt={4}>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            setAnswering((now) => !now);
          }}
        >
          {say('answer')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={resolving.isPending}
          leftSection={
            thread.resolved ? <IconRotate size={13} aria-hidden /> : <IconCheck size={13} aria-hidden />
          }
          onClick={() => {
            resolving.mutate({ number, resolved: !thread.resolved });
          }}
        >
          {say(thread.resolved ? 'reopen' : 'resolve')}
        </Button>
      </Group>
      {resolving.isError && <ProblemAlert problem={resolving.error} />}
      {answering && (
        <CommentBox
          label={say('answer')}
          placeholder={say('answerHint')}
          send={async (text) => {
            await saying.mutateAsync({ text, answers: number });
            setAnswering(false);
          }}
        />
      )}
    </section>
  );
}

function Comment({ comment }: { comment: Thread['first'] }) {
  const names = useNames();
  return (
    <div className={classes.comment}>
      <Text size="xs" c="dimmed">
        <b>{names(comment.person)}</b> · <When at={comment.at} />
      </Text>
      <Text size="sm" className={classes.text}>
        {mentionPieces(comment.text).map((piece, index) =>
          piece.mention && comment.mentions.includes(piece.text.slice(1)) ? (
            <mark key={index} className={classes.mention}>
              {names(piece.text.slice(1))}
            </mark>
          ) : (
            <span key={index}>{piece.text}</span>
          ),
        )}
      </Text>
    </div>
  );
}
