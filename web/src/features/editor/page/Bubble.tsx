import { ActionIcon, Button, Group, Paper, Portal, TextInput, Tooltip } from '@mantine/core';
import { IconBold, IconItalic, IconLink, IconLinkOff } from '@tabler/icons-react';
import { TextSelection } from '@tiptap/pm/state';
import { useEffect, useState } from 'react';

import { useWords } from '~/app/words';

import type { EditorStore } from '../session/store';
import { isSafeAddress } from '../text/addresses';
import { editorWords } from '../words';
import classes from './Editor.module.css';

interface Shown {
  readonly left: number;
  readonly top: number;
  readonly strong: boolean;
  readonly em: boolean;
  readonly href: string | null;
}

/** The small bar above selected words: strong, emphasis, link. */
export function Bubble({ store }: { store: EditorStore }) {
  const say = useWords(editorWords);
  const [shown, setShown] = useState<Shown | null>(null);
  const [linking, setLinking] = useState<string | null>(null);
  useEffect(() => {
    const look = (): void => {
      setShown(shownFor(store));
      setLinking(null);
    };
    store.editor.on('selectionUpdate', look);
    store.editor.on('update', look);
    return () => {
      store.editor.off('selectionUpdate', look);
      store.editor.off('update', look);
    };
  }, [store]);
  if (!shown) return null;
  const { commands } = store.editor;
  const isWrong = linking !== null && linking !== '' && !isSafeAddress(linking) && !linking.includes('{{');

  function setLink(): void {
    if (!linking || isWrong) return;
    commands.setMark('link', { href: linking });
    setLinking(null);
    commands.focus();
  }
  const mark = (label: string, isOn: boolean, Icon: typeof IconBold, press: () => void) => (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? undefined : 'gray'}
        aria-label={label}
        aria-pressed={isOn}
        onMouseDown={(event) => {
          event.preventDefault();
        }}
        onClick={press}
      >
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
  return (
    <Portal>
      <Paper
        className={classes.bubble}
        shadow="md"
        withBorder
        role="toolbar"
        aria-label={say('formatting')}
        style={{ left: shown.left, top: shown.top }}
      >
        {linking === null ? (
          <Group gap={2} wrap="nowrap">
            {mark(say('bold'), shown.strong, IconBold, () => void commands.toggleMark('strong'))}
            {mark(say('italic'), shown.em, IconItalic, () => void commands.toggleMark('em'))}
            {mark(say('link'), shown.href !== null, IconLink, () => {
              setLinking(shown.href ?? '');
            })}
            {shown.href !== null &&
              mark(say('removeLink'), false, IconLinkOff, () => void commands.unsetMark('link'))}
          </Group>
        ) : (
          <Group gap={6} wrap="nowrap" align="flex-start">
            <TextInput
              size="xs"
              w={260}
              autoFocus
              aria-label={say('linkAddress')}
              placeholder={say('linkHint')}
              value={linking}
              error={isWrong && say('linkWrong')}
              onChange={(event) => {
                setLinking(event.currentTarget.value.trim());
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') setLink();
                if (event.key === 'Escape') {
                  setLinking(null);
                  commands.focus();
                }
              }}
            />
            <Button size="xs" onClick={setLink} disabled={!linking || isWrong}>
              {say('setLink')}
            </Button>
          </Group>
        )}
      </Paper>
    </Portal>
  );
}

function shownFor(store: EditorStore): Shown | null {
  const { state, view, isEditable } = store.editor;
  const { selection, schema } = state;
  if (!isEditable || !(selection instanceof TextSelection) || selection.empty) return null;
  const { strong, em, link } = schema.marks;
  if (!strong || !em || !link) return null;
  const { from, to } = selection;
  const start = view.coordsAtPos(from);
  const href: unknown = selection.$from.marksAcross(selection.$to)?.find(({ type }) => type === link)
    ?.attrs.href;
  return {
    left: Math.max(start.left, 8),
    top: Math.max(start.top - 46, 60),
    strong: state.doc.rangeHasMark(from, to, strong),
    em: state.doc.rangeHasMark(from, to, em),
    href: typeof href === 'string' ? href : null,
  };
}
