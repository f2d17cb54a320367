import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import {
  walk,
  type Branch,
  type ChooseNode,
  type OnlyNode,
  type RepeatNode,
  type SourceNode,
} from '~/format/nodes';

import { ChannelsField } from '../fields/ChannelsField';
import { ConditionField } from '../fields/ConditionField';
import { TextField } from '../fields/SimpleFields';
import { isList, ValueField } from '../fields/ValueField';
import type { NodeForm } from './form';
import { inspectorWords } from './words';

export function RepeatForm({ node, change, fixed }: NodeForm<RepeatNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <ValueField
        label={say('list')}
        value={node.repeat}
        fits={isList}
        disabled={fixed}
        onChange={(repeat) => {
          change({ repeat });
        }}
      />
      <TextField
        code
        label={say('rowName')}
        value={node.as ?? 'row'}
        disabled={fixed}
        onChange={(as) => {
          if (/^[a-z][a-z0-9_]*$/.test(as)) change({ as: as === 'row' ? undefined : as });
        }}
      />
    </>
  );
}

export function OnlyForm({ node, change, fixed }: NodeForm<OnlyNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <ChannelsField
        label={say('shownIn')}
        all={useChannels()}
        least={1}
        value={node.only}
        disabled={fixed}
        onChange={(only) => {
          change({ only });
        }}
      />
      <Text size="xs" c="dimmed">
        {say('onlyWhy')}
      </Text>
    </>
  );
}

/** The channels of the letter. A block is for all there are. */
export function useChannels(): readonly string[] {
  const { definition } = useEditorSession();
  const channels = definition.channels;
  return Array.isArray(channels)
    ? channels.filter((each) => typeof each === 'string')
    : ['pdf', 'email', 'sms', 'mobile'];
}

/** The branches of a choice in their order: the first whose condition holds is shown. */
export function ChooseForm({ node, change, fixed }: NodeForm<ChooseNode>) {
  const say = useWords(inspectorWords);
  const { definition } = useEditorSession();
  const branches = node.choose;
  const put = (choose: readonly Branch[]) => {
    change({ choose: choose as never });
  };
  const begin = (): readonly SourceNode[] => {
    const taken = new Set([...walk(definition.content ?? [])].map((each) => each.id));
    let number = 1;
    while (taken.has(`${node.id}-${number.toString()}`)) number += 1;
    return [{ paragraph: say('newText'), id: `${node.id}-${number.toString()}` }];
  };
  const last = branches.at(-1);
  const conditions = last?.otherwise ? branches.slice(0, -1) : branches;
  return (
    <Stack gap={8}>
      {branches.map((branch, index) => (
        <div key={index}>
          <Group gap={2} justify="space-between" wrap="nowrap">
            <Text size="xs" fw={600}>
              {branch.otherwise ? say('otherwise') : say('branch', { number: index + 1 })}
            </Text>
            <Group gap={0} wrap="nowrap">
              {index > 0 && !branch.otherwise && (
                <ActionIcon
                  size={24}
                  variant="subtle"
                  color="gray"
                  disabled={fixed}
                  aria-label={say('moveUp', { number: index + 1 })}
                  onClick={() => {
                    put(swapped(branches, index));
                  }}
                >
                  <IconArrowUp size={14} aria-hidden />
                </ActionIcon>
              )}
              <ActionIcon
                size={24}
                variant="subtle"
                color="gray"
                disabled={fixed || branches.length < 2}
                aria-label={say('removeBranch', { number: index + 1 })}
                onClick={() => {
                  put(branches.filter((_, at) => at !== index));
                }}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
          {!branch.otherwise && (
            <ConditionField
              required
              value={branch.when}
              disabled={fixed}
              onChange={(when) => {
                if (when) put(branches.map((each, at) => (at === index ? { ...each, when } : each)));
              }}
            />
          )}
        </div>
      ))}
      <Text size="xs" c="dimmed">
        {say('newBranch')}
      </Text>
      <ConditionField
        value={undefined}
        disabled={fixed}
        onChange={(when) => {
          const made = when ? [{ when, content: begin() }] : [];
          put([...conditions, ...made, ...(last?.otherwise ? [last] : [])]);
        }}
      />
      {!last?.otherwise && (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            disabled={fixed}
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => {
              put([...branches, { otherwise: true, content: begin() }]);
            }}
          >
            {say('addOtherwise')}
          </Button>
        </div>
      )}
    </Stack>
  );
}

function swapped(branches: readonly Branch[], index: number): readonly Branch[] {
  const made = [...branches];
  const [moved] = made.splice(index, 1);
  if (moved) made.splice(index - 1, 0, moved);
  return made;
}
