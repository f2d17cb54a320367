import { Chip, Group } from '@mantine/core';

import { useWords } from '~/app/words';

import { channelName } from './channels';
import { Row } from './Row';
import { fieldWords } from './words';

/** Some of the channels there are. */
export function ChannelsField({
  label,
  all,
  value,
  onChange,
  disabled,
  least = 0,
}: {
  label?: string;
  all: readonly string[];
  value: readonly string[];
  onChange: (value: readonly string[]) => void;
  disabled?: boolean | undefined;
  least?: number;
}) {
  const say = useWords(fieldWords);
  const offered = [...all, ...value.filter((each) => !all.includes(each))];
  return (
    <Row label={label ?? say('channels')} stacked>
      {(id) => (
        <Chip.Group
          multiple
          value={[...value]}
          onChange={(next) => {
            const kept = offered.filter((each) => next.includes(each));
            if (kept.length >= least) onChange(kept);
          }}
        >
          <Group gap={4} role="group" id={id} aria-labelledby={`${id}-label`}>
            {offered.map((channel) => (
              <Chip key={channel} value={channel} size="xs" variant="light" disabled={disabled}>
                {channelName(channel)}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      )}
    </Row>
  );
}
