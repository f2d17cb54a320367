import { ActionIcon, Group, NumberInput, Select, TextInput } from '@mantine/core';
import { IconPencil, IconVariable } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import {
  bare,
  isNumber,
  kindOfData,
  number,
  printExpression,
  readExpression,
  text,
  type DataKind,
  type Named,
} from '~/format/expressions';

import { ExpressionField } from '../fields/ExpressionField';
import { usePlace } from '../fields/place';
import { Row } from '../fields/Row';
import { VariableButton } from '../fields/RuleRow';
import { useDraft } from '../fields/useDraft';
import { fieldWords } from '../fields/words';
import { inspectorWords } from './words';

/** What a block asks for: its name and type, as its definition declares them. */
export interface Slot {
  readonly name: string;
  readonly title: string;
  readonly kind: DataKind;
  readonly format: string;
  readonly options: readonly string[];
}

const BY_FORMAT: Readonly<Record<string, DataKind>> = {
  money: 'money',
  decimal: 'decimal',
  date: 'date',
  'date-time': 'datetime',
  time: 'time',
};
const BY_TYPE: Readonly<Record<string, DataKind>> = {
  integer: 'integer',
  number: 'decimal',
  boolean: 'boolean',
  array: 'list',
  object: 'object',
};

/** A slot by its JSON Schema, with the keywords of contracts. */
export function slotOf(name: string, schema: unknown): Slot {
  const told = (typeof schema === 'object' && schema !== null ? schema : {}) as Record<string, unknown>;
  const format = typeof told.format === 'string' ? told.format : '';
  const types = (Array.isArray(told.type) ? told.type : [told.type]) as unknown[];
  const type = types.find((each) => typeof each === 'string' && each !== 'null');
  return {
    name,
    title: typeof told.title === 'string' ? told.title : name.replaceAll('_', ' '),
    kind: BY_FORMAT[format] ?? BY_TYPE[String(type)] ?? 'text',
    format: format in BY_FORMAT ? '' : format,
    options: Array.isArray(told.enum) ? told.enum.map(String) : [],
  };
}

/** Whether a variable can fill a slot. */
export function fillsSlot(slot: Slot, variable: Named): boolean {
  const kind = kindOfData(variable.kind);
  if (isNumber(slot.kind)) return kind === slot.kind || (slot.kind === 'decimal' && kind === 'integer');
  return kind === slot.kind && (slot.format === '' || slot.format === variable.format);
}

/** A slot, filled by a value of the data or by one that is written out. */
export function SlotField({
  slot,
  value,
  onChange,
  disabled,
}: {
  slot: Slot;
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
}) {
  const say = useWords(inspectorWords);
  const sayField = useWords(fieldWords);
  const { known } = usePlace();
  const written = literalOf(value);
  const canWrite = slot.kind === 'text' || isNumber(slot.kind);
  const [literal, setLiteral] = useState(written !== null && value !== '');
  const variable = known.find((each) => each.spelled === value.trim());
  const hand = value !== '' && written === null && !variable;
  return (
    <Row label={slot.title} stacked={hand}>
      {(id) =>
        hand ? (
          <ExpressionField id={id} label={slot.title} value={value} onChange={onChange} disabled={disabled} />
        ) : (
          <Group gap={2} wrap="nowrap">
            <div style={{ flex: 1, minWidth: 0 }}>
              {literal ? (
                <Literal id={id} slot={slot} value={written ?? ''} onChange={onChange} disabled={disabled} />
              ) : (
                <VariableButton
                  id={id}
                  fullWidth
                  disabled={disabled}
                  label={variable?.name ?? sayField('chooseVariable')}
                  kind={variable?.kind}
                  fits={(each) => fillsSlot(slot, each)}
                  onChoose={(chosen) => {
                    onChange(chosen.spelled);
                  }}
                />
              )}
            </div>
            {canWrite && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={28}
                disabled={disabled}
                aria-label={say(literal ? 'fromData' : 'fixedValue')}
                title={say(literal ? 'fromData' : 'fixedValue')}
                onClick={() => {
                  setLiteral((now) => !now);
                }}
              >
                {literal ? <IconVariable size={15} aria-hidden /> : <IconPencil size={15} aria-hidden />}
              </ActionIcon>
            )}
          </Group>
        )
      }
    </Row>
  );
}

function Literal({
  id,
  slot,
  value,
  onChange,
  disabled,
}: {
  id: string;
  slot: Slot;
  value: string;
  onChange: (value: string) => void;
  disabled: boolean;
}) {
  const numeric = isNumber(slot.kind);
  const draft = useDraft(value, (next) => {
    if (next !== '') onChange(printExpression(numeric ? number(next) : text(next)));
  });
  if (slot.options.length > 0)
    return (
      <Select
        id={id}
        size="xs"
        data={[...slot.options]}
        value={value}
        disabled={disabled}
        allowDeselect={false}
        onChange={(next) => {
          draft.change(next ?? '');
          draft.leave();
        }}
      />
    );
  if (numeric)
    return (
      <NumberInput
        id={id}
        size="xs"
        value={draft.value}
        disabled={disabled}
        allowDecimal={slot.kind === 'decimal'}
        onValueChange={({ value: digits }) => {
          if (/^-?(0|[1-9]\d*)(\.\d+)?$/.test(digits)) draft.change(digits);
        }}
        onBlur={draft.leave}
      />
    );
  return (
    <TextInput
      id={id}
      size="xs"
      value={draft.value}
      disabled={disabled}
      onChange={(event) => {
        draft.change(event.currentTarget.value);
      }}
      onBlur={draft.leave}
    />
  );
}

/** The value of a literal; null for any other expression. */
function literalOf(value: string): string | null {
  const expression = readExpression(value);
  const inner = expression && bare(expression);
  if (inner?.kind === 'text') return inner.value;
  if (inner?.kind === 'number') return inner.digits;
  return inner?.kind === 'minus' && inner.value.kind === 'number' ? `-${inner.value.digits}` : null;
}
