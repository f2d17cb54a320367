import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';

import { freshId, SortableList } from '../fields/SortableList';

interface RepeatableProps<T extends { readonly id: string }> {
  items: readonly T[];
  /** What the ids of new items begin with. */
  stem: string;
  add: string;
  make: (id: string) => T;
  nameOf: (item: T) => string;
  noteOf?: (item: T) => ReactNode;
  onChange: (items: readonly T[]) => void;
  least?: number;
  most?: number;
  disabled: boolean;
  children: (item: T, patch: (patch: Partial<T>) => void) => ReactNode;
}

/** Items in an order, and a button for one more. */
export function Repeatable<T extends { readonly id: string }>({
  items,
  stem,
  add,
  make,
  onChange,
  most = 100,
  disabled,
  ...list
}: RepeatableProps<T>) {
  return (
    <div>
      {items.length > 0 && <SortableList items={items} onChange={onChange} disabled={disabled} {...list} />}
      <Button
        mt={items.length ? 4 : 0}
        size="compact-sm"
        variant="subtle"
        disabled={disabled || items.length >= most}
        leftSection={<IconPlus size={13} aria-hidden />}
        onClick={() => {
          onChange([...items, make(freshId(items, stem))]);
        }}
      >
        {add}
      </Button>
    </div>
  );
}
