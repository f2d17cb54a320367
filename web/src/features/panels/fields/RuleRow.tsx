import { Button, Group, Popover, Select } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import {
  kindOfData,
  operandsOf,
  operatorsFor,
  ruleFor,
  type Named,
  type Operator,
  type Rule,
} from '~/format/expressions';

import { RemoveButton } from './ConditionBuilder';
import { useVariableName } from './ConditionText';
import { OperandInput } from './OperandInput';
import { operatorWord } from './operatorWords';
import { usePlace } from './place';
import { KindIcon, VariablePicker } from './VariablePicker';
import { fieldWords } from './words';

interface RuleRowProps {
  rule: Rule;
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

/** One rule: a value, what is asked about it, and what it is compared with. */
export function RuleRow({ rule, onChange, onRemove }: RuleRowProps) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const begin = useBeginRule();
  const name = useVariableName();
  const variable = known.find((each) => each.spelled === rule.path);
  const kind = kindOfData(variable?.kind ?? 'text');
  const optional = variable ? isOptional(variable, known) : true;
  const options = variable?.options ?? [];
  const offered = operatorsFor(kind, optional, options.length > 0);
  const operators = offered.includes(rule.operator) ? offered : [rule.operator, ...offered];
  return (
    <Group gap={6} wrap="wrap" align="flex-start">
      <VariableButton
        label={name(rule.path)}
        kind={variable?.kind}
        onChoose={(chosen) => {
          onChange(begin(chosen, rule));
        }}
      />
      <Select
        size="xs"
        w={168}
        aria-label={say('operator')}
        allowDeselect={false}
        data={operators.map((each) => ({ value: each, label: operatorWord(say, each, kind) }))}
        value={rule.operator}
        onChange={(next) => {
          const operator = operators.find((each) => each === next);
          if (operator) onChange(withOperator(rule, operator, kind, optional, options));
        }}
      />
      {operandsOf(rule.operator) !== 'none' && (
        <OperandInput rule={rule} kind={kind} options={options} onChange={onChange} />
      )}
      <RemoveButton label={say('removeRule')} onClick={onRemove} />
    </Group>
  );
}

function withOperator(
  rule: Rule,
  operator: Operator,
  kind: ReturnType<typeof kindOfData>,
  optional: boolean,
  options: readonly string[],
): Rule {
  const made = ruleFor(rule.path, kind, { optional, options }, operator, rule.operands);
  // What was asked first stays, where it is still needed.
  return made.guards.length ? { ...made, guards: rule.guards.length ? rule.guards : made.guards } : made;
}

/** Whether a value may be missing: it, or something it belongs to. */
function isOptional(variable: Named, known: readonly Named[]): boolean {
  return (
    variable.optional ||
    known.some((each) => each.optional && variable.spelled.startsWith(`${each.spelled}.`))
  );
}

/** Makes a rule about a variable, with what fits of an earlier one. */
export function useBeginRule(): (variable: Named, earlier?: Rule) => Rule {
  const { known } = usePlace();
  return (variable, earlier) =>
    ruleFor(
      variable.spelled,
      kindOfData(variable.kind),
      { optional: isOptional(variable, known), options: variable.options },
      earlier?.operator,
      earlier?.operands,
    );
}

/** The button that says which variable is meant, and opens the picker. */
export function VariableButton({
  label,
  kind,
  onChoose,
  fits,
  opened: atFirst = false,
  disabled = false,
  id,
  fullWidth = false,
}: {
  label: string;
  kind?: string | undefined;
  onChoose: (variable: Named) => void;
  fits?: (variable: Named) => boolean;
  opened?: boolean;
  disabled?: boolean | undefined;
  id?: string;
  fullWidth?: boolean;
}) {
  const [opened, setOpened] = useState(atFirst);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      width={320}
      shadow="md"
      trapFocus
      returnFocus
      position="bottom-start"
    >
      <Popover.Target>
        <Button
          id={id}
          variant="default"
          size="xs"
          fw={500}
          px={8}
          maw={fullWidth ? undefined : 220}
          fullWidth={fullWidth}
          justify="space-between"
          disabled={disabled}
          leftSection={kind === undefined ? undefined : <KindIcon kind={kind} size={14} />}
          rightSection={<IconChevronDown size={13} aria-hidden />}
          onClick={() => {
            setOpened((now) => !now);
          }}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={label}>
        <VariablePicker
          {...(fits ? { fits } : {})}
          onChoose={(variable) => {
            setOpened(false);
            onChoose(variable);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
