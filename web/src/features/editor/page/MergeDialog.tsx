import { Button, Group, Modal, Radio, SimpleGrid, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '~/app/words';
import type { Side } from '~/format/merge';
import { kindOf } from '~/format/nodes';

import { useEditorSession } from '../contract';
import type { AnyConflict, Meeting } from '../session/meeting';
import type { EditorStore } from '../session/store';
import { editorWords, type SayEditor } from '../words';
import classes from './Editor.module.css';

/** What two people changed differently, side by side, with a choice for each. */
export function MergeDialog({ store }: { store: EditorStore }) {
  useEditorSession();
  const { conflict } = store;
  return conflict ? (
    <Choosing key={conflict.all.map(({ name }) => name).join()} conflict={conflict} store={store} />
  ) : null;
}

function Choosing({ conflict, store }: { conflict: Meeting; store: EditorStore }) {
  const say = useWords(editorWords);
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const always = (side: Side): void => {
    setChoices(Object.fromEntries(conflict.all.map(({ name }) => [name, side])));
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={say('mergeTitle')}
      size="xl"
    >
      <Stack>
        <Text size="sm">{say('mergeWhy')}</Text>
        {conflict.all.map((one) => (
          <Radio.Group
            key={one.name}
            label={titleOf(one, say)}
            value={choices[one.name] ?? 'mine'}
            onChange={(value) => {
              setChoices({ ...choices, [one.name]: value === 'theirs' ? 'theirs' : 'mine' });
            }}
          >
            <SimpleGrid cols={2} mt={6}>
              {(['mine', 'theirs'] as const).map((side) => (
                <label
                  key={side}
                  className={classes.side}
                  data-chosen={(choices[one.name] ?? 'mine') === side}
                >
                  <Radio value={side} label={say(side === 'mine' ? 'mergeMine' : 'mergeTheirs')} />
                  <pre>{textOf(one[side], say)}</pre>
                </label>
              ))}
            </SimpleGrid>
          </Radio.Group>
        ))}
        <Group justify="space-between">
          <Group gap="xs">
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                always('mine');
              }}
            >
              {say('mergeAllMine')}
            </Button>
            <Button
              variant="subtle"
              color="gray"
              onClick={() => {
                always('theirs');
              }}
            >
              {say('mergeAllTheirs')}
            </Button>
          </Group>
          <Button
            data-autofocus
            onClick={() => {
              store.settle(conflict, choices);
            }}
          >
            {say('mergeDo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function titleOf(one: AnyConflict, say: SayEditor): string {
  if (one.what === 'file') return say('mergeFile', { name: one.id });
  if (one.what === 'field') return say('mergeField', { name: one.id });
  const kind = kindOf(one.mine) ?? kindOf(one.theirs);
  return say('mergeNode', { kind: kind ? say(`kind.${kind}`) : '', id: one.id });
}

/** What one side says, as its file would. */
function textOf(value: unknown, say: SayEditor): string {
  if (value === undefined) return say('mergeGone');
  if (typeof value === 'string') return value;
  const kind = kindOf(value);
  const entries = Object.entries(value as Record<string, unknown>).filter(([name]) => name !== 'id');
  if (!kind) return JSON.stringify(value, null, 1);
  return entries
    .map(
      ([name, each]) =>
        `${name === kind ? '' : `${name}: `}${typeof each === 'string' ? each : JSON.stringify(each)}`,
    )
    .join('\n');
}
