import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconCopy,
  IconGripVertical,
  IconLock,
  IconPlus,
  IconTrash,
  IconBoxMargin,
  IconBoxOff,
} from '@tabler/icons-react';
import { NodeSelection, type Command } from '@tiptap/pm/state';
import { useEffect, useState, type DragEvent } from 'react';

import { useWords } from '~/app/words';

import { freshNode, insertFresh } from '../commands/fresh';
import { duplicate, move, removeNode, unwrap, wrapIn } from '../commands/structure';
import { findNode } from '../schema/find';
import type { EditorStore } from '../session/store';
import { editorWords } from '../words';
import classes from './Editor.module.css';

interface Over {
  readonly id: string;
  readonly left: number;
  readonly top: number;
}

/** The handle beside the part under the pointer: dragged to move it, pressed for what can be done with it. */
export function Handle({ store, onSearchBlocks }: { store: EditorStore; onSearchBlocks: () => void }) {
  const say = useWords(editorWords);
  const [over, setOver] = useState<Over | null>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const look = (event: MouseEvent): void => {
      if (open) return;
      const found = overOf(event, store);
      if (found !== undefined) setOver(found);
    };
    const canvas = store.element.closest('[data-canvas]');
    const clear = (): void => {
      if (!open) setOver(null);
    };
    document.addEventListener('mousemove', look);
    canvas?.addEventListener('scroll', clear);
    return () => {
      document.removeEventListener('mousemove', look);
      canvas?.removeEventListener('scroll', clear);
    };
  }, [store, open]);
  if (!over || !store.editor.isEditable) return null;

  function choose(): boolean {
    const found = over && findNode(store.doc, over.id);
    if (!found) return false;
    const { state, view } = store.editor;
    view.dispatch(state.tr.setSelection(NodeSelection.create(state.doc, found.pos)));
    return true;
  }
  function run(command: Command): void {
    if (choose()) command(store.editor.state, store.editor.view.dispatch);
    setOver(null);
    store.editor.view.focus();
  }
  function drag(event: DragEvent): void {
    if (!choose()) return;
    const { view, state } = store.editor;
    const { selection } = state;
    const { dom, text } = view.serializeForClipboard(selection.content());
    event.dataTransfer.clearData();
    event.dataTransfer.setData('text/html', dom.innerHTML);
    event.dataTransfer.setData('text/plain', text);
    event.dataTransfer.effectAllowed = 'move';
    const shown = view.nodeDOM(selection.from);
    if (shown instanceof HTMLElement) event.dataTransfer.setDragImage(shown, 0, 0);
    Object.assign(view, { dragging: { slice: selection.content(), move: true, node: selection } });
  }
  return (
    <div className={classes.handle} style={{ left: over.left, top: over.top }}>
      <Menu opened={open} onChange={setOpen} position="bottom-start" width={230} shadow="md">
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            draggable
            onDragStart={drag}
            aria-label={say('nodeMenu')}
            title={say('drag')}
            tabIndex={-1}
          >
            <IconGripVertical size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => {
              if (choose()) insertFresh(store, freshNode('paragraph', store));
            }}
          >
            {say('addBefore')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLock size={15} aria-hidden />}
            onClick={() => {
              if (choose()) onSearchBlocks();
            }}
          >
            {say('kind.block')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconArrowUp size={15} aria-hidden />}
            onClick={() => {
              run(move('up'));
            }}
          >
            {say('moveUp')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconArrowDown size={15} aria-hidden />}
            onClick={() => {
              run(move('down'));
            }}
          >
            {say('moveDown')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconCopy size={15} aria-hidden />}
            onClick={() => {
              run(duplicate);
            }}
          >
            {say('duplicate')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBoxMargin size={15} aria-hidden />}
            onClick={() => {
              run(wrapIn('section', {}));
            }}
          >
            {say('wrapSection')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBoxOff size={15} aria-hidden />}
            onClick={() => {
              run(unwrap);
            }}
          >
            {say('unwrap')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={15} aria-hidden />}
            onClick={() => {
              run(removeNode);
            }}
          >
            {say('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** The innermost part at the height of the pointer; undefined leaves the handle where it is. */
function overOf(event: MouseEvent, store: EditorStore): Over | null | undefined {
  const { target } = event;
  if (!(target instanceof Element)) return undefined;
  if (target.closest(`.${classes.handle ?? ''}`)) return undefined;
  const dom = target.closest(
    '.ccm-node[data-id]:not(.ccm-list_item):not(.ccm-fact):not(.ccm-table_column):not(.ccm-branch)',
  );
  if (!(dom instanceof HTMLElement) || !store.element.contains(dom) || !dom.dataset.id) return undefined;
  const box = dom.getBoundingClientRect();
  return { id: dom.dataset.id, left: box.left - 30, top: box.top + 1 };
}
