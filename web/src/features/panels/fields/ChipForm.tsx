import { Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconCode } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import { printFormatted, readFormatted, standardExpression } from '~/format/expressions';

import { ExpressionField } from './ExpressionField';
import { FormatPicker } from './FormatPicker';
import { usePlace } from './place';
import { KindIcon, titleOf, VariablePicker } from './VariablePicker';
import { fieldWords } from './words';

interface ChipFormProps {
  /** What stands between the braces. */
  source: string;
  /** Null takes the chip out. */
  onChange: (source: string | null) => void;
  onDone: () => void;
}

/** One placeholder: which value it shows and how; an expression that no form can say stays as it is written. */
export function ChipForm({ source, onChange, onDone }: ChipFormProps) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const [now, setNow] = useState(source);
  const [mode, setMode] = useState<'form' | 'choose' | 'expert'>('form');
  const change = (next: string) => {
    setNow(next);
    onChange(next);
  };
  const formatted = readFormatted(now);
  const variable = formatted && known.find((each) => each.spelled === formatted.path);
  if (mode === 'choose')
    return (
      <VariablePicker
        onChoose={(chosen) => {
          change(standardExpression(chosen));
          setMode('form');
        }}
      />
    );
  const expert = mode === 'expert' || !variable;
  return (
    <Stack gap="xs">
      {expert ? (
        <>
          <Text size="xs" c="dimmed">
            {say('expertWhy')}
          </Text>
          <ExpressionField label={say('placeholderCode')} value={now} onChange={change} />
        </>
      ) : (
        <>
          <Group gap={6} wrap="nowrap">
            <KindIcon kind={variable.kind} />
            <Text size="sm" fw={600} truncate>
              {[titleOf(variable, known), variable.name].filter(Boolean).join(' · ')}
            </Text>
          </Group>
          <FormatPicker
            variable={variable}
            value={formatted}
            onChange={(next) => {
              change(printFormatted(next));
            }}
          />
        </>
      )}
      <Group gap={4} justify="space-between">
        <Group gap={4}>
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => {
              setMode('choose');
            }}
          >
            {say('change')}
          </Button>
          {(variable ?? null) && (
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={
                expert ? <IconArrowLeft size={13} aria-hidden /> : <IconCode size={13} aria-hidden />
              }
              onClick={() => {
                setMode(expert ? 'form' : 'expert');
              }}
            >
              {expert ? say('backToForm') : say('placeholderCode')}
            </Button>
          )}
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            onClick={() => {
              onChange(null);
            }}
          >
            {say('remove')}
          </Button>
        </Group>
        <Button size="compact-sm" onClick={onDone}>
          {say('done')}
        </Button>
      </Group>
    </Stack>
  );
}
