import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';

import { freshId } from '~/format/ids';

import { isBlock, takenIds } from '../schema/find';
import { fieldsOf } from '../schema/parts';

const PARTS = new Set(['list_item', 'list_item_nodes', 'table_column', 'fact']);

/** Gives every new node and part an id: of two that have the same, the one that came later is given another. */
export const Ids = Extension.create({
  name: 'ids',
  addProseMirrorPlugins() {
    return [new Plugin({ appendTransaction: named })];
  },
});

function named(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): Transaction | null {
  if (!transactions.some(({ docChanged }) => docChanged)) return null;
  const wanting = unnamed(state.doc);
  if (wanting.length === 0) return null;
  const old = takenIds(before.doc);
  const stayed = stayedAt(transactions, before, wanting);
  const taken = takenIds(state.doc);
  const tr = state.tr;
  for (const { node, pos, parts } of wanting) {
    if (parts) {
      const id = freshId(wordsOf(node), (each) => parts.has(each));
      parts.add(id);
      tr.setNodeAttribute(pos, 'id', id);
      continue;
    }
    if (typeof node.attrs.id === 'string' && old.has(node.attrs.id) && stayed.get(node.attrs.id) === pos)
      continue;
    const id = freshId(wordsOf(node), (each) => taken.has(each));
    taken.add(id);
    tr.setNodeAttribute(pos, 'id', id);
  }
  return tr.docChanged ? tr : null;
}

interface Wanting {
  readonly node: Node;
  readonly pos: number;
  /** For a part: the ids of the parts beside it. */
  readonly parts?: Set<string>;
}

/** The nodes without an id, and all those that share one. */
function unnamed(doc: Node): Wanting[] {
  const wanting: Wanting[] = [];
  const first = new Map<string, Wanting>();
  const shared = new Set<string>();
  doc.descendants((node, pos, parent) => {
    if (isBlock(node)) {
      const id = typeof node.attrs.id === 'string' ? node.attrs.id : null;
      const known = id === null ? undefined : first.get(id);
      if (id === null) wanting.push({ node, pos });
      else if (known) {
        if (!shared.has(id)) wanting.push(known);
        shared.add(id);
        wanting.push({ node, pos });
      } else first.set(id, { node, pos });
    } else if (PARTS.has(node.type.name) && parent) wantingPart(parent, node, pos, wanting);
    return !node.isTextblock;
  });
  return wanting;
}

function wantingPart(parent: Node, node: Node, pos: number, wanting: Wanting[]): void {
  const ids = new Set<string>();
  let isFirst = true;
  parent.forEach((child) => {
    if (child !== node && typeof child.attrs.id === 'string') ids.add(child.attrs.id);
    if (child === node) isFirst = !ids.has(String(node.attrs.id));
  });
  if (typeof node.attrs.id !== 'string' || !isFirst) {
    const beside = wanting.find(
      (each) => each.parts && each.node !== node && sameParent(parent, each.node),
    )?.parts;
    wanting.push({ node, pos, parts: beside ?? ids });
  }
}

function sameParent(parent: Node, node: Node): boolean {
  let found = false;
  parent.forEach((child) => {
    found ||= child === node;
  });
  return found;
}

/** Of the ids that are shared: where the node that had it before stands now; the first one, where that is gone. */
function stayedAt(
  transactions: readonly Transaction[],
  before: EditorState,
  wanting: readonly Wanting[],
): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  before.doc.descendants((node, pos) => {
    if (isBlock(node) && typeof node.attrs.id === 'string') {
      const at = transactions.reduce<number | null>((place, { mapping }) => {
        const mapped = place === null ? null : mapping.mapResult(place, 1);
        return mapped === null || mapped.deletedAfter ? null : mapped.pos;
      }, pos);
      if (at !== null) places.set(node.attrs.id, at);
    }
    return !node.isTextblock;
  });
  for (const { node, pos, parts } of wanting) {
    const id: unknown = node.attrs.id;
    if (parts || typeof id !== 'string') continue;
    const isThere = wanting.some((each) => each.node.attrs.id === id && each.pos === places.get(id));
    if (!isThere) places.set(id, pos);
  }
  return places;
}

/** What an id is made from: the first words of a text, the block that is meant, or what kind of node it is. */
function wordsOf(node: Node): string {
  const { block } = fieldsOf(node);
  if (typeof block === 'string') return block;
  return (node.isTextblock && node.textContent.trim()) || node.type.name.replaceAll('_', '-');
}
