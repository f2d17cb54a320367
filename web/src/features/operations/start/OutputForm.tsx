import {
  Checkbox,
  Group,
  NumberInput,
  Select,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';

import { useWords } from '~/app/words';

import { channelName, channelWords } from '../channels';
import { outputsOf, usualOutput, type Household, type OutputAsked } from './plan';
import { startWords } from './words';

interface OutputFormProps {
  channel: string;
  asked: OutputAsked;
  onChange: (asked: OutputAsked) => void;
}

/** What becomes of the documents of one channel. */
export function OutputForm({ channel, asked, onChange }: OutputFormProps) {
  const say = useWords(startWords);
  const sayChannel = useWords(channelWords);
  const label = say('output', { channel: channelName(sayChannel, channel) });
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="sm">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Group gap="xs">
          {asked.as === 'shards' && (
            <SegmentedControl
              size="xs"
              aria-label={say('container')}
              value={asked.container}
              data={['tar', 'zip']}
              onChange={(value) => {
                onChange({ ...asked, container: value === 'zip' ? 'zip' : 'tar' });
              }}
            />
          )}
          <Select
            size="xs"
            w={220}
            aria-label={label}
            allowDeselect={false}
            value={asked.as}
            data={outputsOf(channel).map((value) => ({ value, label: say(`as.${value}`) }))}
            onChange={(value) => {
              onChange({ ...asked, as: outputsOf(channel).find((one) => one === value) ?? asked.as });
            }}
          />
        </Group>
      </Group>
      {asked.as === 'print' && <PrintForm asked={asked} onChange={onChange} />}
    </Stack>
  );
}

const HOUSEHOLDS: readonly Household[] = ['none', 'address', 'recipient'];

function PrintForm({ asked, onChange }: Omit<OutputFormProps, 'channel'>) {
  const say = useWords(startWords);
  return (
    <Stack gap="sm" pl="md" style={{ borderLeft: '2px solid var(--ccm-line)' }}>
      <Group grow align="flex-end">
        <NumberInput
          size="xs"
          label={say('sheets')}
          min={1}
          max={100_000}
          allowDecimal={false}
          value={asked.sheets}
          onChange={(value) => {
            onChange({ ...asked, sheets: Number(value) || 1 });
          }}
        />
        <Select
          size="xs"
          label={say('household')}
          allowDeselect={false}
          value={asked.household}
          data={HOUSEHOLDS.map((value) => ({ value, label: say(`household.${value}`) }))}
          onChange={(value) => {
            onChange({ ...asked, household: HOUSEHOLDS.find((one) => one === value) ?? 'none' });
          }}
        />
        <NumberInput
          size="xs"
          label={say('envelopeSheets')}
          min={1}
          allowDecimal={false}
          disabled={asked.household === 'none'}
          value={asked.envelopeSheets ?? ''}
          onChange={(value) => {
            onChange({ ...asked, envelopeSheets: value === '' ? null : Number(value) });
          }}
        />
      </Group>
      <TextInput
        size="xs"
        label={say('postalCode')}
        description={say('postalCodeHint')}
        placeholder="customer.postal_code"
        value={asked.postalCode}
        onChange={(event) => {
          onChange({ ...asked, postalCode: event.currentTarget.value });
        }}
      />
      <Checkbox
        label={say('duplex')}
        checked={asked.duplex}
        onChange={(event) => {
          onChange({ ...asked, duplex: event.currentTarget.checked });
        }}
      />
      <Checkbox
        label={say('mark')}
        checked={asked.mark !== null}
        onChange={(event) => {
          onChange({ ...asked, mark: event.currentTarget.checked ? usualOutput('pdf').mark : null });
        }}
      />
      {asked.mark && (
        <Group grow>
          {(['left', 'top', 'size'] as const).map((side) => (
            <NumberInput
              key={side}
              size="xs"
              label={say(side === 'left' ? 'markLeft' : side === 'top' ? 'markTop' : 'markSize')}
              min={0}
              value={asked.mark?.[side] ?? 0}
              onChange={(value) => {
                if (asked.mark) onChange({ ...asked, mark: { ...asked.mark, [side]: Number(value) } });
              }}
            />
          ))}
        </Group>
      )}
    </Stack>
  );
}
