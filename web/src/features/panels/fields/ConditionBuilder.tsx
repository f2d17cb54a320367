import { ActionIcon, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { IconFolderPlus, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import type { Condition, ExpertRule, RuleGroup } from '~/format/expressions';

import { ExpressionField } from './ExpressionField';
import classes from './Fields.module.css';
import { RuleRow, useBeginRule, VariableButton } from './RuleRow';
import { fieldWords } from './words';

/** Rules about the data, joined by all or any, in groups. What no rule can say stays as it is written. */
export function ConditionBuilder({
  value,
  onChange,
  onRemove,
}: {
  value: RuleGroup;
  onChange: (value: RuleGroup) => void;
  onRemove?: () => void;
}) {
  const say = useWords(fieldWords);
  const begin = useBeginRule();
  const [adding, setAdding] = useState(value.items.length === 0);
  const put = (index: number, item: Condition | null) => {
    const items = value.items.flatMap((each, at) => (at !== index ? [each] : item ? [item] : []));
    onChange({ ...value, items });
  };
  return (
    <Stack gap="xs" className={onRemove ? classes.group : undefined}>
      {(value.items.length > 1 || onRemove) && (
        <Group gap="xs" justify="space-between">
          <SegmentedControl
            size="xs"
            aria-label={say('join')}
            data={[
              { value: 'all', label: say('joinAll') },
              { value: 'any', label: say('joinAny') },
            ]}
            value={value.join}
            onChange={(join) => {
              onChange({ ...value, join: join === 'any' ? 'any' : 'all' });
            }}
          />
          {onRemove && <RemoveButton label={say('removeGroup')} onClick={onRemove} />}
        </Group>
      )}
      {value.items.map((item, index) => (
        <Item
          key={index}
          item={item}
          onChange={(next) => {
            put(index, next);
          }}
        />
      ))}
      {adding && (
        <VariableButton
          label={say('chooseVariable')}
          opened
          onChoose={(variable) => {
            setAdding(false);
            onChange({ ...value, items: [...value.items, begin(variable)] });
          }}
        />
      )}
      <Group gap={4}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => {
            setAdding(true);
          }}
        >
          {say('addRule')}
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconFolderPlus size={14} aria-hidden />}
          onClick={() => {
            const join = value.join === 'all' ? 'any' : 'all';
            onChange({ ...value, items: [...value.items, { kind: 'group', join, items: [] }] });
          }}
        >
          {say('addGroup')}
        </Button>
      </Group>
    </Stack>
  );
}

function Item({ item, onChange }: { item: Condition; onChange: (item: Condition | null) => void }) {
  const remove = () => {
    onChange(null);
  };
  if (item.kind === 'group') return <ConditionBuilder value={item} onChange={onChange} onRemove={remove} />;
  if (item.kind === 'expert') return <ExpertRow item={item} onChange={onChange} onRemove={remove} />;
  return <RuleRow rule={item} onChange={onChange} onRemove={remove} />;
}

function ExpertRow({
  item,
  onChange,
  onRemove,
}: {
  item: ExpertRule;
  onChange: (item: ExpertRule) => void;
  onRemove: () => void;
}) {
  const say = useWords(fieldWords);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <div style={{ flex: 1 }}>
        <ExpressionField
          label={say('expert')}
          value={item.source}
          onChange={(source) => {
            onChange({ kind: 'expert', source });
          }}
        />
      </div>
      <RemoveButton label={say('removeRule')} onClick={onRemove} />
    </Group>
  );
}

export function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size={28} aria-label={label} title={label} onClick={onClick}>
      <IconTrash size={15} aria-hidden />
    </ActionIcon>
  );
}
