import { Group, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { useWords } from '~/app/words';

import { uiWords } from '../words';
import { WordDiff } from '../WordDiff';
import { ChannelLook } from './ChannelLook';
import { ComparePages } from './ComparePages';
import { Laid, type Mode } from './Laid';
import classes from './looks.module.css';
import { lookOf, messageOf, type Channel, type Views } from './views';

interface CompareLookProps {
  before: Views;
  after: Views;
  channel: Channel;
  label: string;
  mode: Mode;
  onMode: (mode: Mode) => void;
}

/** One sample in one channel, as it was and as it is: beside one another, overlaid, or only what differs. */
export function CompareLook({ before, after, channel, label, mode, onMode }: CompareLookProps) {
  const say = useWords(uiWords);
  const [amount, setAmount] = useState(50);
  if (channel === 'sms') return <CompareMessages before={before} after={after} label={label} />;
  const failed = [before, after].some((views) => lookOf(views, channel)?.failed ?? true);
  const shown: Mode = failed ? 'side' : mode;
  return (
    <Stack gap="md">
      <Group gap="lg" align="center">
        <SegmentedControl
          size="xs"
          aria-label={say('how')}
          value={shown}
          disabled={failed}
          onChange={onMode}
          data={[
            { value: 'side', label: say('sideBySide') },
            { value: 'slider', label: say('slider') },
            { value: 'onion', label: say('onion') },
            { value: 'difference', label: say('difference') },
          ]}
        />
        {(shown === 'slider' || shown === 'onion') && (
          <Group gap="xs" wrap="nowrap" style={{ flex: '1 1 220px' }} maw={420}>
            <Text size="xs">{say('before')}</Text>
            <Slider
              flex={1}
              value={amount}
              onChange={setAmount}
              label={null}
              thumbLabel={say(shown === 'slider' ? 'where' : 'howMuch')}
            />
            <Text size="xs">{say('after')}</Text>
          </Group>
        )}
      </Group>
      {channel === 'pdf' && !failed ? (
        <ComparePages before={before} after={after} mode={shown} amount={amount} label={label} />
      ) : (
        <Laid
          mode={shown}
          amount={amount}
          before={<ChannelLook views={before} channel={channel} label={`${label}, ${say('before')}`} />}
          after={<ChannelLook views={after} channel={channel} label={`${label}, ${say('after')}`} />}
        />
      )}
    </Stack>
  );
}

function CompareMessages({ before, after, label }: { before: Views; after: Views; label: string }) {
  const say = useWords(uiWords);
  const [was, is] = [messageOf(before), messageOf(after)];
  return (
    <Stack gap="lg">
      <div className={classes.columns}>
        {[before, after].map((views, index) => (
          <div key={index}>
            <div className={classes.tag}>{say(index === 0 ? 'before' : 'after')}</div>
            <ChannelLook views={views} channel="sms" label={label} />
          </div>
        ))}
      </div>
      {was !== is ? (
        <WordDiff before={was} after={is} />
      ) : (
        <Text size="sm" c="dimmed">
          {say('sameText')}
        </Text>
      )}
    </Stack>
  );
}
