import { ActionIcon, Collapse, Group, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconGripVertical, IconTrash } from '@tabler/icons-react';
import { useState, type DragEvent, type KeyboardEvent, type ReactNode } from 'react';

import { useWords } from '~/app/words';

import classes from './Fields.module.css';
import { fieldWords } from './words';

interface SortableListProps<T extends { readonly id: string }> {
  items: readonly T[];
  /** What an item is called in the list. */
  nameOf: (item: T) => string;
  /** Beside the name, where there is something to see at a glance. */
  noteOf?: (item: T) => ReactNode;
  onChange: (items: readonly T[]) => void;
  /** How few there may be. */
  least?: number;
  disabled?: boolean | undefined;
  children: (item: T, change: (patch: Partial<T>) => void) => ReactNode;
}

/** Items that fold out one at a time, and are put in order by dragging, or with the arrow keys on their handle. */
export function SortableList<T extends { readonly id: string }>({
  items,
  nameOf,
  noteOf,
  onChange,
  least = 1,
  disabled = false,
  children,
}: SortableListProps<T>) {
  const say = useWords(fieldWords);
  const [open, setOpen] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, setTold] = useState('');
  const move = (id: string, to: number) => {
    const from = items.findIndex((item) => item.id === id);
    const item = items[from];
    if (!item || to < 0 || to >= items.length || to === from) return;
    const rest = items.filter((each) => each.id !== id);
    onChange([...rest.slice(0, to), item, ...rest.slice(to)]);
    setTold(say('moved', { name: nameOf(item), place: to + 1, all: items.length }));
  };
  const drag = (event: DragEvent, index: number) => {
    event.preventDefault();
    if (dragged !== null) move(dragged, index);
  };
  const keys = (event: KeyboardEvent, id: string, index: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!step) return;
    event.preventDefault();
    move(id, index + step);
  };
  return (
    <div className={classes.card}>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      {items.map((item, index) => {
        const isOpen = open === item.id;
        const name = nameOf(item);
        const Chevron = isOpen ? IconChevronDown : IconChevronRight;
        return (
          <div
            key={item.id}
            className={[classes.item, dragged === item.id ? classes.dragged : ''].join(' ')}
            onDragOver={(event) => {
              if (dragged !== null) event.preventDefault();
            }}
            onDrop={(event) => {
              drag(event, index);
            }}
          >
            <Group gap={2} wrap="nowrap" px={4} mih={34}>
              <ActionIcon
                className={classes.handle}
                variant="transparent"
                color="gray"
                size={24}
                draggable={!disabled}
                disabled={disabled || items.length < 2}
                aria-label={say('move', { name })}
                onDragStart={(event) => {
                  event.dataTransfer.effectAllowed = 'move';
                  event.dataTransfer.setData('text/plain', '');
                  setDragged(item.id);
                }}
                onDragEnd={() => {
                  setDragged(null);
                }}
                onKeyDown={(event) => {
                  keys(event, item.id, index);
                }}
              >
                <IconGripVertical size={14} aria-hidden />
              </ActionIcon>
              <UnstyledButton
                style={{ flex: 1, minWidth: 0 }}
                mih={28}
                fz="sm"
                aria-expanded={isOpen}
                onClick={() => {
                  setOpen(isOpen ? null : item.id);
                }}
              >
                <Group gap={4} wrap="nowrap">
                  <Chevron size={13} aria-hidden style={{ flex: 'none' }} />
                  <span style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
                    {name}
                  </span>
                  {noteOf && (
                    <span style={{ marginInlineStart: 'auto', paddingInlineEnd: 4 }}>{noteOf(item)}</span>
                  )}
                </Group>
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={24}
                disabled={disabled || items.length <= least}
                aria-label={say('removeItem', { name })}
                onClick={() => {
                  onChange(items.filter((each) => each.id !== item.id));
                }}
              >
                <IconTrash size={14} aria-hidden />
              </ActionIcon>
            </Group>
            <Collapse expanded={isOpen}>
              {isOpen && (
                <div style={{ padding: '2px 10px 10px', display: 'grid', gap: 6 }}>
                  {children(item, (patch) => {
                    onChange(
                      items.map((each) => (each.id === item.id ? pruned({ ...each, ...patch }) : each)),
                    );
                  })}
                </div>
              )}
            </Collapse>
          </div>
        );
      })}
    </div>
  );
}

// What is undefined is left out, as in the files.
function pruned<T extends object>(item: T): T {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined)) as T;
}

/** An id for a new part that none of the others has. */
export function freshId(items: readonly { readonly id: string }[], stem: string): string {
  for (let number = items.length + 1; ; number += 1) {
    const id = `${stem}-${number.toString()}`;
    if (!items.some((item) => item.id === id)) return id;
  }
}
