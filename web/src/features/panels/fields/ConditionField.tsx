import { ActionIcon, Button, Group, Modal, Text, UnstyledButton } from '@mantine/core';
import { IconEyeCheck, IconEyeOff, IconEyeQuestion, IconFilterPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import {
  printCondition,
  readCondition,
  readExpression,
  valueOf,
  type Condition,
  type RuleGroup,
} from '~/format/expressions';

import { ConditionBuilder } from './ConditionBuilder';
import { ConditionText } from './ConditionText';
import classes from './Fields.module.css';
import { usePlace, type Place } from './place';
import { uiWords } from '~/ui/words';

import { fieldWords } from './words';

interface ConditionFieldProps {
  value: string | undefined;
  /** Undefined: there is no condition. */
  onChange: (value: string | undefined) => void;
  disabled?: boolean | undefined;
  /** A branch always has one. */
  required?: boolean;
}

/** When something is shown, told in words; a click opens the builder. */
export function ConditionField({ value, onChange, disabled, required = false }: ConditionFieldProps) {
  const say = useWords(fieldWords);
  const sayUi = useWords(uiWords);
  const [open, setOpen] = useState(false);
  return (
    <>
      {value === undefined ? (
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={disabled}
          leftSection={<IconFilterPlus size={14} aria-hidden />}
          onClick={() => {
            setOpen(true);
          }}
        >
          {say('addCondition')}
        </Button>
      ) : (
        <Group className={classes.card} gap={4} wrap="nowrap" align="flex-start" p={6}>
          <UnstyledButton
            style={{ flex: 1, minWidth: 0 }}
            disabled={disabled}
            aria-haspopup="dialog"
            onClick={() => {
              setOpen(true);
            }}
          >
            <Text size="sm" lh={1.4} component="div">
              <ConditionText condition={readCondition(value)} />
            </Text>
            <Outcome source={value} />
          </UnstyledButton>
          {!required && !disabled && (
            <ActionIcon
              size={24}
              variant="subtle"
              color="gray"
              aria-label={say('removeCondition')}
              onClick={() => {
                onChange(undefined);
              }}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      )}
      <Modal
        closeButtonProps={{ 'aria-label': sayUi('close') }}
        opened={open}
        onClose={() => {
          setOpen(false);
        }}
        title={say('conditionTitle')}
        size="lg"
        centered
      >
        {open && (
          <Dialog
            value={value ?? ''}
            onCancel={() => {
              setOpen(false);
            }}
            onApply={(next) => {
              setOpen(false);
              if (next !== (value ?? '')) onChange(next || undefined);
            }}
          />
        )}
      </Modal>
    </>
  );
}

function Dialog({
  value,
  onApply,
  onCancel,
}: {
  value: string;
  onApply: (value: string) => void;
  onCancel: () => void;
}) {
  const say = useWords(fieldWords);
  const [condition, setCondition] = useState<RuleGroup>(() =>
    value ? readCondition(value) : { kind: 'group', join: 'all', items: [] },
  );
  // What nobody changed keeps its spelling, blanks and all.
  const [touched, setTouched] = useState(false);
  const printed = touched ? printCondition(condition) : value;
  return (
    <>
      <ConditionBuilder
        value={condition}
        onChange={(next) => {
          setTouched(true);
          setCondition(next);
        }}
      />
      <Group justify="space-between" mt="lg">
        <div>{printed && <Outcome source={printed} />}</div>
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {say('cancel')}
          </Button>
          <Button
            disabled={!isWhole(condition)}
            onClick={() => {
              onApply(printed);
            }}
          >
            {say('apply')}
          </Button>
        </Group>
      </Group>
    </>
  );
}

function isWhole(condition: Condition): boolean {
  if (condition.kind === 'group') return condition.items.every(isWhole);
  if (condition.kind === 'expert') return readExpression(condition.source) !== null;
  return condition.operands.every((operand) => operand.kind !== 'variable' || operand.path !== '');
}

function Outcome({ source }: { source: string }) {
  const say = useWords(fieldWords);
  const outcome = outcomeOf(source, usePlace());
  const Icon = outcome === null ? IconEyeQuestion : outcome ? IconEyeCheck : IconEyeOff;
  return (
    <Group gap={4} mt={3} wrap="nowrap" c="dimmed" role="status">
      <Icon size={14} aria-hidden />
      <Text size="xs">{say(outcome === null ? 'unknownNow' : outcome ? 'shownNow' : 'hiddenNow')}</Text>
    </Group>
  );
}

function outcomeOf(source: string, place: Place): boolean | null {
  const value = valueOf(readExpression(source), place.scope, place.locale);
  return typeof value === 'boolean' ? value : null;
}
