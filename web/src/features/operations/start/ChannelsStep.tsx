import { ActionIcon, Checkbox, Group, Radio, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';

import { useWords } from '~/app/words';

import { channelName, channelWords } from '../channels';
import type { ChannelsAsked } from './plan';
import { startWords } from './words';

interface ChannelsStepProps {
  all: readonly string[];
  asked: ChannelsAsked;
  onChange: (asked: ChannelsAsked) => void;
}

// Fields in one row stand in one line, whatever is said about each.
const BELOW: ('label' | 'input' | 'description')[] = ['label', 'input', 'description'];
const WAYS = ['all', 'some', 'prefer'] as const;

/** Which channels the documents go out by. */
export function ChannelsStep({ all, asked, onChange }: ChannelsStepProps) {
  const say = useWords(startWords);
  return (
    <Stack gap="sm">
      <Radio.Group
        label={say('way')}
        value={asked.way}
        onChange={(value) => {
          const way = WAYS.find((one) => one === value) ?? 'all';
          onChange({ ...asked, way, chosen: asked.chosen.length > 0 ? asked.chosen : all });
        }}
      >
        <Group gap="lg" mt={6}>
          {WAYS.map((way) => (
            <Radio key={way} value={way} label={say(`way.${way}`)} />
          ))}
        </Group>
      </Radio.Group>
      {asked.way === 'some' && <Some all={all} asked={asked} onChange={onChange} />}
      {asked.way === 'prefer' && <Preferences all={all} asked={asked} onChange={onChange} />}
    </Stack>
  );
}

function Some({ all, asked, onChange }: ChannelsStepProps) {
  const say = useWords(startWords);
  const sayChannel = useWords(channelWords);
  return (
    <Checkbox.Group
      aria-label={say('way.some')}
      value={[...asked.chosen]}
      onChange={(chosen) => {
        onChange({ ...asked, chosen: all.filter((one) => chosen.includes(one)) });
      }}
    >
      <Group gap="lg">
        {all.map((channel) => (
          <Checkbox key={channel} value={channel} label={channelName(sayChannel, channel)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

function Preferences({ all, asked, onChange }: ChannelsStepProps) {
  const say = useWords(startWords);
  const left = all.filter((one) => !asked.chosen.includes(one));
  return (
    <Stack gap="sm">
      <Text size="xs" c="dimmed">
        {say('orderHint')}
      </Text>
      <Stack gap={6} role="list" aria-label={say('order')}>
        {asked.chosen.map((channel, place) => (
          <Ordered
            key={channel}
            channel={channel}
            place={place}
            all={all}
            asked={asked}
            onChange={onChange}
          />
        ))}
        {left.map((channel) => (
          <Ordered key={channel} channel={channel} place={-1} all={all} asked={asked} onChange={onChange} />
        ))}
      </Stack>
      <Group grow align="flex-start">
        <TextInput
          label={say('prefer')}
          description={say('preferHint')}
          inputWrapperOrder={BELOW}
          value={asked.prefer}
          onChange={(event) => {
            onChange({ ...asked, prefer: event.currentTarget.value });
          }}
        />
        <Select
          label={say('take')}
          value={asked.take}
          allowDeselect={false}
          data={(['first', 'all'] as const).map((value) => ({ value, label: say(`take.${value}`) }))}
          onChange={(value) => {
            onChange({ ...asked, take: value === 'all' ? 'all' : 'first' });
          }}
        />
      </Group>
    </Stack>
  );
}

function Ordered({
  channel,
  place,
  asked,
  onChange,
}: ChannelsStepProps & { channel: string; place: number }) {
  const say = useWords(startWords);
  const sayChannel = useWords(channelWords);
  const name = channelName(sayChannel, channel);
  const used = place >= 0;

  function move(by: number): void {
    const chosen = [...asked.chosen];
    chosen.splice(place, 1);
    chosen.splice(place + by, 0, channel);
    onChange({ ...asked, chosen });
  }

  return (
    <Group gap="sm" wrap="nowrap" role="listitem">
      <Checkbox
        label={used ? `${(place + 1).toString()}. ${name}` : name}
        checked={used}
        w={170}
        onChange={() => {
          const chosen = used ? asked.chosen.filter((one) => one !== channel) : [...asked.chosen, channel];
          onChange({ ...asked, chosen });
        }}
      />
      <ActionIcon
        variant="default"
        aria-label={say('earlier', { channel: name })}
        disabled={place <= 0}
        onClick={() => {
          move(-1);
        }}
      >
        <IconArrowUp size={15} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={say('later', { channel: name })}
        disabled={!used || place === asked.chosen.length - 1}
        onClick={() => {
          move(1);
        }}
      >
        <IconArrowDown size={15} aria-hidden />
      </ActionIcon>
      <TextInput
        size="xs"
        style={{ flex: 1 }}
        aria-label={say('needs', { channel: name })}
        placeholder={say('needsHint')}
        disabled={!used}
        value={asked.needs[channel] ?? ''}
        onChange={(event) => {
          onChange({ ...asked, needs: { ...asked.needs, [channel]: event.currentTarget.value } });
        }}
      />
    </Group>
  );
}
