import { ActionIcon, Badge, Code, Group, Paper, Title, Tooltip } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';

import type { Model } from '~/api/types';
import { useWords } from '~/app/words';

import classes from './ChangeList.module.css';
import { WordDiff } from './WordDiff';
import { uiWords } from './words';

type Change = Model<'ChangeShown'>;

interface ChangeListProps {
  changes: Change[];
  view: Change['view'];
  onComment?: ((node: string) => void) | null;
}

/** The changes of one view of a comparison: its words, its rules, or what readers see. */
export function ChangeList({ changes, view, onComment }: ChangeListProps) {
  const say = useWords(uiWords);
  const shown = changes.filter((change) => change.view === view);
  if (shown.length === 0) return null;
  return (
    <section aria-label={say(`view.${view}`)}>
      <Title order={2} size="h5" mb="xs">
        {say(`view.${view}`)} · {shown.length}
      </Title>
      <Paper withBorder>
        {shown.map((change, index) => (
          <ChangeRow key={index} change={change} onComment={onComment} />
        ))}
      </Paper>
    </section>
  );
}

const COLOURS: Record<string, string> = { added: 'green', removed: 'red', changed: 'blue' };

function ChangeRow({ change, onComment }: { change: Change; onComment?: ((node: string) => void) | null }) {
  const say = useWords(uiWords);
  const node = change.place.split('.')[0] ?? '';
  const known = ['added', 'removed', 'changed', 'moved', 'tightened', 'loosened'] as const;
  const what = known.find((one) => one === change.what);
  return (
    <div className={classes.change}>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Group gap="xs">
          <Badge size="sm" variant="light" tt="none" color={COLOURS[change.what] ?? 'gray'}>
            {what ? say(`what.${what}`) : change.what}
          </Badge>
          <Code fz="xs">{change.place}</Code>
        </Group>
        {onComment && node && (
          <Tooltip label={say('commentOn', { node })}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={say('commentOn', { node })}
              onClick={() => {
                onComment(node);
              }}
            >
              <IconMessagePlus size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Group>
      <WordDiff before={change.before ?? ''} after={change.after ?? ''} />
    </div>
  );
}
