import { ActionIcon, Group, Tooltip } from '@mantine/core';

import { ChannelIcon, nameOf, usePreviewWords } from '../channels/shared';

interface ChannelPickerProps {
  readonly all: readonly string[];
  readonly shown: readonly string[];
  /** Whether one is shown at a time. */
  readonly one: boolean;
  readonly onShow: (channels: readonly string[]) => void;
}

/** Which channels are shown: some side by side, or one. */
export function ChannelPicker({ all, shown, one, onShow }: ChannelPickerProps) {
  const say = usePreviewWords();
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={say('channels.shown')}>
      {all.map((channel) => {
        const on = shown.includes(channel);
        return (
          <Tooltip key={channel} label={nameOf(channel, say)}>
            <ActionIcon
              variant={on ? 'light' : 'subtle'}
              color={on ? 'iris' : 'gray'}
              size="md"
              aria-label={nameOf(channel, say)}
              aria-pressed={on}
              onClick={() => {
                if (one) onShow([channel]);
                else onShow(all.filter((other) => (other === channel ? !on : shown.includes(other))));
              }}
            >
              <ChannelIcon channel={channel} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </Group>
  );
}
