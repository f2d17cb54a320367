import {
  ActionIcon,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';

import { useWords } from '~/app/words';

import { changed, FACTS, type Condition, type Part, type Step } from './definition';
import classes from './workflows.module.css';
import { workflowWords } from './words';

interface StepEditorProps {
  step: Step;
  groups: string[];
  onChange: (step: Step) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
  first: boolean;
  last: boolean;
  only: boolean;
}

/** One step: which group is asked, how many of it, until when, and under which condition. */
export function StepEditor({ step, groups, onChange, onMove, onRemove, first, last, only }: StepEditorProps) {
  const say = useWords(workflowWords);
  const quorum = typeof step.quorum === 'number' ? 'number' : step.quorum;
  const name = step.step || say('step');
  return (
    <div className={classes.editStep}>
      <Stack gap="sm">
        <Group gap="sm" align="flex-end">
          <TextInput
            label={say('stepName')}
            size="xs"
            required
            w={150}
            value={step.step}
            onChange={(event) => {
              onChange({ ...step, step: event.currentTarget.value });
            }}
          />
          <Select
            label={say('group')}
            size="xs"
            required
            searchable
            w={170}
            data={[...new Set([...groups, ...(step.group ? [step.group] : [])])]}
            value={step.group || null}
            onChange={(group) => {
              onChange({ ...step, group: group ?? '' });
            }}
          />
          <Select
            label={say('quorum')}
            size="xs"
            w={150}
            allowDeselect={false}
            value={quorum}
            onChange={(value) => {
              onChange({ ...step, quorum: value === 'all' ? 'all' : value === 'number' ? 2 : 'any' });
            }}
            data={(['any', 'all', 'number'] as const).map((value) => ({
              value,
              label: say(`quorum.${value}`),
            }))}
          />
          {typeof step.quorum === 'number' && (
            <NumberInput
              label={say('people')}
              size="xs"
              w={80}
              min={1}
              max={50}
              value={step.quorum}
              onChange={(value) => {
                onChange({ ...step, quorum: Number(value) || 1 });
              }}
            />
          )}
          <NumberInput
            label={say('due')}
            placeholder={say('noDue')}
            size="xs"
            w={110}
            min={1}
            max={365}
            value={step.due ?? ''}
            onChange={(value) => {
              onChange({ ...step, due: value === '' ? null : Number(value) });
            }}
          />
          <Group gap={2} ml="auto">
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={first}
              aria-label={say('earlier', { name })}
              onClick={() => {
                onMove(-1);
              }}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={last}
              aria-label={say('later', { name })}
              onClick={() => {
                onMove(1);
              }}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              disabled={only}
              aria-label={say('removeStep', { name })}
              onClick={onRemove}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Group>
        <ConditionEditor
          when={step.when}
          onChange={(when) => {
            onChange({ ...step, when });
          }}
        />
      </Stack>
    </div>
  );
}

function ConditionEditor({
  when,
  onChange,
}: {
  when: Condition | null;
  onChange: (when: Condition | null) => void;
}) {
  const say = useWords(workflowWords);
  if (when && 'kept' in when) {
    return (
      <Text size="xs" c="dimmed">
        {say('kept')} <code>{JSON.stringify(when.kept)}</code>
      </Text>
    );
  }
  const parts = when?.parts ?? [];
  const set = (next: Part[]) => {
    onChange(next.length > 0 ? { how: when?.how ?? 'all', parts: next } : null);
  };
  return (
    <Stack gap={6}>
      <Group gap="xs">
        <Text size="xs" fw={500}>
          {say('when')}: {parts.length === 0 ? say('always') : say('onlyWhen')}
        </Text>
        {parts.length > 1 && when && (
          <Select
            size="xs"
            w={190}
            aria-label={say('how')}
            allowDeselect={false}
            value={when.how}
            onChange={(how) => {
              onChange({ how: how === 'any' ? 'any' : 'all', parts });
            }}
            data={(['all', 'any'] as const).map((value) => ({ value, label: say(`how.${value}`) }))}
          />
        )}
      </Group>
      {parts.map((part, index) => (
        <Group key={index} gap="xs">
          <Checkbox
            size="xs"
            label={say('not')}
            checked={part.not}
            onChange={(event) => {
              set(changed(parts, index, { ...part, not: event.currentTarget.checked }));
            }}
          />
          <Select
            size="xs"
            w={210}
            aria-label={say('onlyWhen')}
            allowDeselect={false}
            value={part.fact}
            onChange={(fact) => {
              set(changed(parts, index, { ...part, fact: fact ?? 'tag' }));
            }}
            data={FACTS.map((value) => ({ value, label: say(`fact.${value}`) }))}
          />
          {part.fact !== 'locked' && (
            <TextInput
              size="xs"
              w={170}
              aria-label={say('value')}
              value={part.value}
              onChange={(event) => {
                set(changed(parts, index, { ...part, value: event.currentTarget.value }));
              }}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={say('removeCondition')}
            onClick={() => {
              set(parts.filter((_, at) => at !== index));
            }}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        size="compact-xs"
        variant="subtle"
        leftSection={<IconPlus size={14} aria-hidden />}
        style={{ alignSelf: 'start' }}
        onClick={() => {
          set([...parts, { fact: 'tag', value: '', not: false }]);
        }}
      >
        {say('addCondition')}
      </Button>
    </Stack>
  );
}
