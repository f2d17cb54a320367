import { Button, Code, Group, Text } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';

import { useWords } from '~/app/words';
import type { SourceNode } from '~/format/nodes';

import { ChannelsField } from '../fields/ChannelsField';
import { channelName } from '../fields/channels';
import { ConditionField } from '../fields/ConditionField';
import { ChoiceField } from '../fields/SimpleFields';
import { SmsField } from '../fields/SmsField';
import { Fold } from './Fold';
import type { NodeForm } from './form';
import { useChannels } from './FrameForms';
import { inspectorWords } from './words';

/** What every node has: when and where it is shown, what a text message says, who may change it. */
export function CommonForm({ node, change, fixed, wordsFixed }: NodeForm<SourceNode>) {
  const say = useWords(inspectorWords);
  const all = useChannels();
  const shown = node.channels?.length ? node.channels : all;
  const channels = node.channels?.length ? node.channels.map(channelName).join(', ') : say('allChannels');
  return (
    <>
      <Fold title={say('visibility')} note={channels} opened={node.if !== undefined}>
        <ConditionField
          value={node.if}
          disabled={fixed}
          onChange={(condition) => {
            change({ if: condition });
          }}
        />
        {!('only' in node) && (
          <ChannelsField
            label={say('shownIn')}
            all={all}
            value={shown}
            least={1}
            disabled={fixed}
            onChange={(next) => {
              change({ channels: next.length === all.length ? undefined : next });
            }}
          />
        )}
      </Fold>
      {all.includes('sms') && (
        <Fold title={say('inSms')} note={node.short} opened={node.short !== undefined}>
          {node.short === undefined ? (
            <Group gap={4}>
              <Button
                size="compact-sm"
                variant="subtle"
                disabled={wordsFixed}
                leftSection={<IconMessagePlus size={14} aria-hidden />}
                onClick={() => {
                  change({ short: beginningOf(node) });
                }}
              >
                {say('addShort')}
              </Button>
            </Group>
          ) : (
            <>
              <SmsField
                label={say('short')}
                value={node.short}
                disabled={wordsFixed}
                onChange={(short) => {
                  change({ short: short || undefined });
                }}
              />
              <div>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  disabled={wordsFixed}
                  onClick={() => {
                    change({ short: undefined });
                  }}
                >
                  {say('removeShort')}
                </Button>
              </div>
            </>
          )}
          <Text size="xs" c="dimmed">
            {say('shortWhy')}
          </Text>
        </Fold>
      )}
      <Fold title={say('advanced')} note={node.id}>
        <ChoiceField
          label={say('editing')}
          value={node.editing ?? 'free'}
          disabled={fixed}
          options={(['free', 'text', 'locked'] as const).map((value) => ({
            value,
            label: say(`editing.${value}`),
          }))}
          onChange={(editing) => {
            change({ editing: editing === 'free' ? undefined : editing });
          }}
        />
        <Group gap={8}>
          <Text size="xs" c="dimmed" w={92}>
            {say('id')}
          </Text>
          <Code>{node.id}</Code>
        </Group>
      </Fold>
    </>
  );
}

// A short text is easiest begun from the long one.
function beginningOf(node: SourceNode): string {
  if ('paragraph' in node) return node.paragraph;
  if ('heading' in node) return node.heading;
  if ('action' in node) return node.action;
  return '–';
}
