import type { Node } from '@tiptap/pm/model';
import { NodeSelection, type Selection } from '@tiptap/pm/state';

import type { SourceNode } from '~/format/nodes';

import { writeNode } from './write';

export interface Found {
  readonly node: Node;
  readonly pos: number;
}

/** Whether this is a node of its own, with an id, and no part of one. */
export function isBlock(node: Node): boolean {
  return node.type.spec.group === 'part';
}

/** The node of this id, and where it stands. */
export function findNode(doc: Node, id: string): Found | null {
  let found: Found | null = null;
  doc.descendants((node, pos) => {
    if (found) return false;
    if (isBlock(node) && node.attrs.id === id) found = { node, pos };
    return !node.isTextblock;
  });
  return found;
}

/** The ids of the nodes around a selection, the selected one last. */
export function pathTo(selection: Selection): string[] {
  const { $from } = selection;
  const path: string[] = [];
  for (let depth = 1; depth <= $from.depth; depth += 1) {
    const node = $from.node(depth);
    if (isBlock(node)) path.push(String(node.attrs.id));
  }
  if (selection instanceof NodeSelection && isBlock(selection.node))
    path.push(String(selection.node.attrs.id));
  return path;
}

/** Where the innermost node around a selection stands. */
export function blockAround(selection: Selection): Found | null {
  if (selection instanceof NodeSelection && isBlock(selection.node))
    return { node: selection.node, pos: selection.from };
  const { $from } = selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (isBlock(node)) return { node, pos: $from.before(depth) };
  }
  return null;
}

export function sourceAt(node: Node): SourceNode {
  return writeNode(node);
}

export function lastNodeEnd(doc: Node): number {
  return doc.content.size;
}

/** Every id that a node of the document has. */
export function takenIds(doc: Node): Set<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (isBlock(node) && typeof node.attrs.id === 'string') ids.add(node.attrs.id);
    return !node.isTextblock;
  });
  return ids;
}
