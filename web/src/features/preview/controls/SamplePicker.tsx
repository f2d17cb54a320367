import { ActionIcon, Group, Select } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';

import { usePreviewWords } from '../channels/shared';

const OWN = ' own';

interface SamplePickerProps {
  readonly samples: readonly string[];
  readonly sample: string;
  /** Whether a record of one's own is shown instead. */
  readonly own: boolean;
  readonly onSample: (sample: string) => void;
  readonly onOwn: () => void;
}

/** Whose record is looked at: a sample, the next one, or a record of one's own. */
export function SamplePicker({ samples, sample, own, onSample, onOwn }: SamplePickerProps) {
  const say = usePreviewWords();
  const shown = sample || (samples[0] ?? '');
  const go = (step: 1 | -1): void => {
    onSample(neighbour(samples, own ? '' : shown, step));
  };
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={say('sample.previous')}
        title={say('sample.previous')}
        disabled={samples.length < 2 && !own}
        onClick={() => {
          go(-1);
        }}
      >
        <IconChevronLeft size={16} aria-hidden />
      </ActionIcon>
      <Select
        size="xs"
        w={184}
        aria-label={say('sample')}
        allowDeselect={false}
        checkIconPosition="right"
        comboboxProps={{ width: 260, position: 'bottom-start' }}
        maxDropdownHeight={340}
        data={[
          ...samples.map((name) => ({ value: name, label: titled(name) })),
          { value: OWN, label: own ? say('sample.ownShown') : say('sample.own') },
        ]}
        value={own ? OWN : shown}
        onChange={(value) => {
          if (value && value !== OWN) onSample(value);
        }}
        onOptionSubmit={(value) => {
          if (value === OWN) onOwn();
        }}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="md"
        aria-label={say('sample.next')}
        title={say('sample.next')}
        disabled={samples.length < 2 && !own}
        onClick={() => {
          go(1);
        }}
      >
        <IconChevronRight size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** The sample before or after; from the last on to the first. */
export function neighbour(samples: readonly string[], sample: string, step: 1 | -1): string {
  const at = samples.indexOf(sample);
  const next = at < 0 ? (step === 1 ? 0 : samples.length - 1) : at + step;
  return samples[(next + samples.length) % Math.max(samples.length, 1)] ?? '';
}

function titled(name: string): string {
  const words = name.replace(/\.json$/, '').replaceAll(/[-_]+/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
