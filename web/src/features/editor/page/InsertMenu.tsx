import { Paper, Portal, Text } from '@mantine/core';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';

import { useWords } from '~/app/words';

import type { OpenMenu } from '../commands/menu';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';
import { fitting, partChoices, valueChoices, type Choice } from './choices';
import classes from './Editor.module.css';

const [WIDTH, HEIGHT, MOST] = [320, 340, 60];

interface Props {
  opened: OpenEditor;
  onSearchBlocks: () => void;
}

/** The menu at the cursor, after `/` or `{{` was typed. The focus stays in the text; its keys are the menu's. */
export function InsertMenu({ opened, onSearchBlocks }: Props) {
  const { menu } = opened.store;
  const open = useSyncExternalStore(menu.subscribe, menu.current);
  return open?.rect ? (
    <MenuAt key={open.kind} open={open} opened={opened} onSearchBlocks={onSearchBlocks} />
  ) : null;
}

function MenuAt({ open, opened, onSearchBlocks }: Props & { open: OpenMenu }) {
  const say = useWords(editorWords);
  const { store } = opened;
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const all =
    open.kind === 'values'
      ? valueChoices(store)
      : [...partChoices(store, say, onSearchBlocks), ...valueChoices(store)];
  const shown = fitting(all, open.query).slice(0, MOST);
  const active = Math.min(at, Math.max(shown.length - 1, 0));

  function put(choice: Choice): void {
    store.editor.commands.deleteRange(open.range);
    choice.put();
  }
  useEffect(() => {
    const { dom } = store.editor.view;
    dom.setAttribute('aria-controls', 'insert-menu');
    dom.setAttribute('aria-activedescendant', `insert-${active.toString()}`);
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    store.menu.takeKeys((event) => {
      if (event.key === 'ArrowDown') setAt(Math.min(active + 1, shown.length - 1));
      else if (event.key === 'ArrowUp') setAt(Math.max(active - 1, 0));
      else if (event.key === 'Enter' || event.key === 'Tab') {
        const choice = shown[active];
        if (!choice) return false;
        put(choice);
      } else return false;
      return true;
    });
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  });
  const { rect } = open;
  if (!rect) return null;
  const isLow = rect.bottom + HEIGHT > window.innerHeight && rect.top > HEIGHT;
  const left = Math.min(rect.left, window.innerWidth - WIDTH - 16);
  return (
    <Portal>
      <Paper
        ref={list}
        id="insert-menu"
        role="listbox"
        aria-label={say(open.kind === 'values' ? 'insertVariable' : 'insertMenu')}
        className={classes.menu}
        shadow="md"
        withBorder
        style={{
          left,
          width: WIDTH,
          maxHeight: HEIGHT,
          ...(isLow ? { bottom: window.innerHeight - rect.top + 6 } : { top: rect.bottom + 6 }),
        }}
      >
        {shown.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {say('nothingFits')}
          </Text>
        )}
        {shown.map((choice, index) => (
          <ChoiceRow
            key={`${choice.group}/${choice.name}`}
            id={`insert-${index.toString()}`}
            choice={choice}
            isActive={index === active}
            onPoint={() => {
              setAt(index);
            }}
            onPut={() => {
              put(choice);
            }}
          />
        ))}
      </Paper>
    </Portal>
  );
}

interface RowProps {
  id: string;
  choice: Choice;
  isActive: boolean;
  onPoint: () => void;
  onPut: () => void;
}

function ChoiceRow({ id, choice, isActive, onPoint, onPut }: RowProps) {
  const Icon = choice.icon;
  return (
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      className={classes.choice}
      onMouseEnter={onPoint}
      onMouseDown={(event) => {
        event.preventDefault();
        onPut();
      }}
    >
      <span className={classes.choiceIcon} data-group={choice.group}>
        <Icon size={17} stroke={1.7} aria-hidden />
      </span>
      <span className={classes.choiceWords}>
        <span>{choice.label}</span>
        <span className={classes.choiceAbout}>{choice.about}</span>
      </span>
    </div>
  );
}
