import { ActionIcon, Badge, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconEqual, IconFocus2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { wordDiff } from '~/ui/wordDiff';

import classes from './History.module.css';
import { differences, type Diff, type Side } from './requests';
import { uiWords } from '~/ui/words';

import { historyWords } from './words';

const VIEWS = ['text', 'rules', 'rendered'] as const;
type View = (typeof VIEWS)[number];

/** Two versions, or a version and the draft, side by side: what changed in words, in rules, and for readers. */
export function DiffWindow({
  versions,
  before: first,
  after: second,
  onClose,
}: {
  versions: readonly number[];
  before: Side;
  after: Side;
  onClose: () => void;
}) {
  const say = useWords(historyWords);
  const sayUi = useWords(uiWords);
  const { kind, key, sample, revision } = useEditorSession();
  const [before, setBefore] = useState(first);
  const [after, setAfter] = useState(second);
  const [view, setView] = useState<View>('text');
  const rendered = view === 'rendered';
  const { data, error, isPending, refetch } = useQuery({
    queryKey: [`${kind}s`, key, 'diff', before, after, rendered, sample, revision],
    queryFn: () => differences({ kind, key }, before, after, rendered, sample),
  });
  const views = kind === 'template' ? VIEWS : (['text', 'rules'] as const);
  const changes = data?.changes.filter((change) => change.view === view) ?? [];
  return (
    <Modal
      closeButtonProps={{ 'aria-label': sayUi('close') }}
      opened
      onClose={onClose}
      size="min(1080px, 94vw)"
      title={say('compare')}
    >
      <Stack gap="sm">
        <Group gap="sm">
          <SideSelect
            label={say('before')}
            value={before}
            versions={versions}
            draft={revision > 0}
            onChange={setBefore}
          />
          <IconArrowRight size={16} aria-hidden />
          <SideSelect
            label={say('after')}
            value={after}
            versions={versions}
            draft={revision > 0}
            onChange={setAfter}
          />
          <SegmentedControl
            size="xs"
            aria-label={say('view')}
            data={views.map((value) => ({ value, label: say(`view.${value}`) }))}
            value={view}
            onChange={(next) => {
              setView(VIEWS.find((each) => each === next) ?? 'text');
            }}
          />
        </Group>
        {isPending && <Loading />}
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {data && changes.length === 0 && <Empty icon={IconEqual} title={say('unchanged')} />}
        <div>
          {changes.map((change, index) => (
            <ChangeRow key={index} change={change} onShown={onClose} />
          ))}
        </div>
      </Stack>
    </Modal>
  );
}

function SideSelect({
  label,
  value,
  versions,
  draft,
  onChange,
}: {
  label: string;
  value: Side;
  versions: readonly number[];
  draft: boolean;
  onChange: (side: Side) => void;
}) {
  const say = useWords(historyWords);
  return (
    <Select
      size="xs"
      w={150}
      aria-label={label}
      allowDeselect={false}
      data={[
        ...(draft ? [{ value: 'draft', label: say('draft') }] : []),
        ...versions.map((number) => ({ value: number.toString(), label: say('version', { number }) })),
      ]}
      value={value.toString()}
      onChange={(next) => {
        if (next !== null) onChange(next === 'draft' ? 'draft' : Number(next));
      }}
    />
  );
}

type Change = Diff['changes'][number];
const WHAT = ['added', 'removed', 'changed', 'moved'] as const;
const COLOURS = { added: 'teal', removed: 'red', changed: 'blue', moved: 'gray' } as const;

function ChangeRow({ change, onShown }: { change: Change; onShown: () => void }) {
  const say = useWords(historyWords);
  const session = useEditorSession();
  const what = WHAT.find((each) => each === change.what);
  const node = change.place.split('.')[0] ?? '';
  return (
    <section className={classes.change}>
      <Group gap={6}>
        <Badge
          size="sm"
          variant="light"
          tt="none"
          color={what ? COLOURS[what] : 'gray'}
          c="var(--mantine-color-text)"
        >
          {what ? say(what) : change.what}
        </Badge>
        <Text size="xs" ff="monospace">
          {change.place}
        </Text>
        {change.view !== 'rendered' && (
          <ActionIcon
            size={24}
            variant="subtle"
            color="gray"
            aria-label={say('show', { place: change.place })}
            onClick={() => {
              session.select(node);
              onShown();
            }}
          >
            <IconFocus2 size={14} aria-hidden />
          </ActionIcon>
        )}
      </Group>
      <Sides before={change.before ?? ''} after={change.after ?? ''} />
    </section>
  );
}

// Each side in full, with what only it says marked in it.
function Sides({ before, after }: { before: string; after: string }) {
  const say = useWords(historyWords);
  const found = wordDiff(before, after);
  return (
    <div className={classes.sides}>
      {(['removed', 'added'] as const).map((own) => (
        <div
          key={own}
          className={classes.side}
          role="group"
          aria-label={say(own === 'removed' ? 'before' : 'after')}
        >
          {found.map((piece, index) => {
            if (piece.what === 'same') return <span key={index}>{piece.text}</span>;
            if (piece.what !== own) return null;
            const Tag = own === 'removed' ? 'del' : 'ins';
            return <Tag key={index}>{piece.text}</Tag>;
          })}
        </div>
      ))}
    </div>
  );
}
