import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';

import type { EditKind } from '../contract';
import { fieldsOf } from '../schema/parts';
import { mayBecome } from './frame';

export type Refusal = 'locked' | 'block';

interface Options {
  readonly editKind: EditKind;
  /** Whether the words of a block are locked. */
  readonly isLocked: (block: string) => boolean;
  readonly refused: (why: Refusal) => void;
}

/** Refuses every transaction that its person may not make, however it came about: typing, pasting, dragging, undo. */
export const Guard = Extension.create<Options>({
  name: 'guard',
  addProseMirrorPlugins() {
    const { editKind, isLocked, refused } = this.options;
    const allows = (transaction: Transaction, state: EditorState): boolean => {
      if (!transaction.docChanged || transaction.getMeta('adopted')) return true;
      if (!mayBecome(state.doc, transaction.doc, editKind)) {
        refused('locked');
        return false;
      }
      if (isDeliberate(transaction, state) || keepsBlocks(state.doc, transaction.doc, isLocked)) return true;
      refused('block');
      return false;
    };
    return [new Plugin({ filterTransaction: allows })];
  },
});

/** A locked block goes when somebody has selected it, and it alone; never with what stands around it. */
function isDeliberate(transaction: Transaction, { doc, selection }: EditorState): boolean {
  if (transaction.getMeta('history$')) return true;
  return (
    transaction.getMeta('removes') === 'node' ||
    (selection instanceof NodeSelection &&
      selection.node.type.name === 'block' &&
      transaction.doc.content.size === doc.content.size - selection.node.nodeSize)
  );
}

function keepsBlocks(before: Node, after: Node, isLocked: (block: string) => boolean): boolean {
  const left = locked(after, isLocked);
  return [...locked(before, isLocked)].every(([key, count]) => (left.get(key) ?? 0) >= count);
}

function nameIn(node: Node): string {
  const { block } = fieldsOf(node);
  return typeof block === 'string' ? block : '';
}

function locked(doc: Node, isLocked: (block: string) => boolean): Map<string, number> {
  const counts = new Map<string, number>();
  doc.descendants((node) => {
    const key = node.type.name === 'block' ? nameIn(node) : '';
    if (key && isLocked(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return !node.isTextblock;
  });
  return counts;
}
