import { ActionIcon, Group, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { IconPencil, IconVariable } from '@tabler/icons-react';

import { useLanguage, useWords } from '~/app/words';
import {
  isNumber,
  kindOfData,
  operandKind,
  operandsOf,
  type DataKind,
  type Operand,
  type Rule,
} from '~/format/expressions';

import { useVariableName } from './ConditionText';
import { usePlace } from './place';
import { VariableButton } from './RuleRow';
import { fieldWords } from './words';

import '@mantine/dates/styles.css';

interface OperandInputProps {
  rule: Rule;
  kind: DataKind;
  options: readonly string[];
  onChange: (rule: Rule) => void;
}

/** What a value is compared with: typed by the kind of the value, or another value of the same kind. */
export function OperandInput({ rule, kind, options, onChange }: OperandInputProps) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const name = useVariableName();
  const wanted = operandKind(kind, rule.operator);
  const [operand] = rule.operands;
  const put = (operands: readonly Operand[]) => {
    onChange({ ...rule, operands });
  };
  if (operandsOf(rule.operator) === 'several')
    return <Several operands={rule.operands} number={isNumber(wanted)} options={options} onChange={put} />;
  const other = (spelled: string) => spelled !== rule.path;
  const alike = (each: { kind: string; spelled: string }) =>
    other(each.spelled) && (each.kind === kind || (isNumber(wanted) && isNumber(kindOfData(each.kind))));
  const variable = operand?.kind === 'variable' ? operand : null;
  // Moments and times of day are compared with one another only.
  const typed = wanted !== 'datetime' && wanted !== 'time';
  return (
    <Group gap={2} wrap="nowrap">
      {variable || !typed ? (
        <VariableButton
          label={variable?.path ? name(variable.path) : say('chooseVariable')}
          fits={alike}
          onChoose={(chosen) => {
            put([{ kind: 'variable', path: chosen.spelled }]);
          }}
        />
      ) : (
        <Literal
          kind={wanted}
          options={options}
          operand={operand}
          onChange={(next) => {
            put([next]);
          }}
        />
      )}
      {typed && known.some(alike) && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={say(variable ? 'compareLiteral' : 'compareVariable')}
          title={say(variable ? 'compareLiteral' : 'compareVariable')}
          onClick={() => {
            put([variable ? beginning(wanted, options) : { kind: 'variable', path: '' }]);
          }}
        >
          {variable ? <IconPencil size={15} aria-hidden /> : <IconVariable size={15} aria-hidden />}
        </ActionIcon>
      )}
    </Group>
  );
}

function beginning(kind: DataKind, options: readonly string[]): Operand {
  return isNumber(kind) ? { kind: 'number', value: '0' } : { kind: 'text', value: options[0] ?? '' };
}

function Literal({
  kind,
  options,
  operand,
  onChange,
}: {
  kind: DataKind;
  options: readonly string[];
  operand: Operand | undefined;
  onChange: (operand: Operand) => void;
}) {
  const say = useWords(fieldWords);
  const language = useLanguage();
  const value = operand && operand.kind !== 'variable' ? String(operand.value) : '';
  const label = say('value');
  if (isNumber(kind))
    return (
      <NumberInput
        size="xs"
        w={150}
        aria-label={label}
        value={value}
        allowDecimal={kind === 'decimal'}
        decimalSeparator={language === 'it' ? ',' : '.'}
        thousandSeparator={language === 'it' ? '.' : ','}
        onValueChange={({ value: digits }) => {
          if (/^-?\d+(\.\d+)?$/.test(digits)) onChange({ kind: 'number', value: plainDigits(digits) });
        }}
      />
    );
  if (kind === 'date')
    return (
      <DateInput
        size="xs"
        w={150}
        aria-label={label}
        value={value || null}
        valueFormat={language === 'it' ? 'DD/MM/YYYY' : 'D MMM YYYY'}
        popoverProps={{ withinPortal: true }}
        onChange={(day) => {
          if (day) onChange({ kind: 'text', value: day.slice(0, 10) });
        }}
      />
    );
  if (options.length > 0)
    return (
      <Select
        size="xs"
        w={150}
        aria-label={label}
        data={[...new Set([...options, value])].filter(Boolean)}
        value={value}
        allowDeselect={false}
        onChange={(next) => {
          if (next !== null) onChange({ kind: 'text', value: next });
        }}
      />
    );
  return (
    <TextInput
      size="xs"
      w={150}
      aria-label={label}
      value={value}
      onChange={(event) => {
        onChange({ kind: 'text', value: event.currentTarget.value });
      }}
    />
  );
}

function plainDigits(digits: string): string {
  return digits.replace(/^(-?)0+(?=\d)/, '$1');
}

function Several({
  operands,
  number,
  options,
  onChange,
}: {
  operands: readonly Operand[];
  number: boolean;
  options: readonly string[];
  onChange: (operands: readonly Operand[]) => void;
}) {
  const say = useWords(fieldWords);
  const values = operands.flatMap((operand) =>
    operand.kind === 'variable' || operand.value === '' ? [] : [String(operand.value)],
  );
  const put = (next: readonly string[]) => {
    const fit = number ? next.filter((each) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(each)) : next;
    if (fit.length) onChange(fit.map((value) => ({ kind: number ? 'number' : 'text', value })));
  };
  if (options.length > 0)
    return (
      <MultiSelect
        size="xs"
        miw={200}
        aria-label={say('values')}
        data={[...new Set([...options, ...values])]}
        value={values}
        onChange={put}
      />
    );
  return (
    <TagsInput
      size="xs"
      miw={200}
      aria-label={say('values')}
      placeholder={values.length ? undefined : say('addValue')}
      value={values}
      onChange={put}
    />
  );
}
