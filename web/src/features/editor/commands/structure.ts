import type { Command } from '@tiptap/pm/state';
import { NodeSelection, TextSelection, type EditorState, type Transaction } from '@tiptap/pm/state';
import type { Node } from '@tiptap/pm/model';

import { blockAround, isBlock, type Found } from '../schema/find';

/** Move the node around the cursor before the one above it, or behind the one below it, out of its frame at the end. */
export function move(direction: 'up' | 'down'): Command {
  return (state, dispatch) => {
    const found = blockAround(state.selection);
    if (!found) return false;
    const at = placeFor(state, found, direction);
    if (at === null) return false;
    if (dispatch) dispatch(moved(state, found, at));
    return true;
  };
}

/** Where a node goes when it is moved by one; null, when it cannot. */
function placeFor(state: EditorState, { node, pos }: Found, direction: 'up' | 'down'): number | null {
  const $pos = state.doc.resolve(pos);
  const index = $pos.index();
  const { parent } = $pos;
  if (direction === 'up') {
    const before = index > 0 ? parent.child(index - 1) : null;
    if (before && isBlock(before)) return pos - before.nodeSize;
    return outside(state, pos, 'before');
  }
  const after = index + 1 < parent.childCount ? parent.child(index + 1) : null;
  if (after) return pos + node.nodeSize + after.nodeSize;
  return outside(state, pos, 'after');
}

/** The place beside the frame a node stands in, when it is not the only one in it. */
function outside(state: EditorState, pos: number, side: 'before' | 'after'): number | null {
  const $pos = state.doc.resolve(pos);
  const isAlone = [...childrenWithin($pos.parent)].filter(isBlock).length < 2;
  for (let depth = $pos.depth; depth > 0; depth -= 1) {
    const frame = $pos.node(depth);
    if (!isBlock(frame)) continue;
    if (isAlone && frame.type.name !== 'choose' && frame.type.name !== 'columns') return null;
    return side === 'before' ? $pos.before(depth) : $pos.after(depth);
  }
  return null;
}

function* childrenWithin(parent: Node): Generator<Node> {
  for (let index = 0; index < parent.childCount; index += 1) yield parent.child(index);
}

function moved(state: EditorState, { node, pos }: Found, at: number): Transaction {
  const { selection } = state;
  const offset = selection.from - pos;
  const tr = state.tr;
  if (at > pos) tr.insert(at, node).delete(pos, pos + node.nodeSize);
  else tr.delete(pos, pos + node.nodeSize).insert(at, node);
  const to = at > pos ? at - node.nodeSize : at;
  tr.setSelection(
    selection instanceof NodeSelection || node.type.isAtom
      ? NodeSelection.create(tr.doc, to)
      : TextSelection.near(tr.doc.resolve(to + offset)),
  );
  return tr.setMeta('removes', 'node').scrollIntoView();
}

/** A copy of the node around the cursor, behind it; it gets ids of its own. */
export const duplicate: Command = (state, dispatch) => {
  const found = blockAround(state.selection);
  if (!found) return false;
  if (dispatch) {
    const end = found.pos + found.node.nodeSize;
    const tr = state.tr.insert(end, found.node);
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, end)).scrollIntoView());
  }
  return true;
};

/** Take the node around the cursor out. */
export const removeNode: Command = (state, dispatch) => {
  const found = blockAround(state.selection);
  if (!found) return false;
  if (dispatch) dispatch(removed(state, found));
  return true;
};

function removed(state: EditorState, { node, pos }: Found): Transaction {
  const tr = state.tr.deleteRange(pos, pos + node.nodeSize);
  return tr.setMeta('removes', 'node').scrollIntoView();
}

/** Select the node around the cursor, then the frame around that, as with Escape. */
export const selectAround: Command = (state, dispatch) => {
  const { selection } = state;
  const found = blockAround(selection);
  if (!found) return false;
  const at =
    selection instanceof NodeSelection && isBlock(selection.node)
      ? frameAround(state, selection.from)
      : found.pos;
  if (at === null) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, at)).scrollIntoView());
  return true;
};

function frameAround(state: EditorState, pos: number): number | null {
  const $pos = state.doc.resolve(pos);
  for (let depth = $pos.depth; depth > 0; depth -= 1)
    if (isBlock($pos.node(depth))) return $pos.before(depth);
  return null;
}

/** From a selected node, go to the next or the one before, in reading order. */
export function walkNodes(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const { selection } = state;
    if (!(selection instanceof NodeSelection) || !isBlock(selection.node)) return false;
    const places: number[] = [];
    state.doc.descendants((node, pos) => {
      if (isBlock(node)) places.push(pos);
      return !node.isTextblock;
    });
    const next = places[places.indexOf(selection.from) + direction];
    if (next === undefined) return false;
    dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, next)).scrollIntoView());
    return true;
  };
}

/** From a selected node, go into its words. */
export const enterNode: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof NodeSelection) || selection.node.type.isAtom) return false;
  dispatch?.(
    state.tr.setSelection(TextSelection.near(state.doc.resolve(selection.from + 1))).scrollIntoView(),
  );
  return true;
};

/** Put the node around the cursor into a frame. */
export function wrapIn(type: string, fields: Readonly<Record<string, unknown>>): Command {
  return (state, dispatch) => {
    const found = blockAround(state.selection);
    const frame = state.schema.nodes[type];
    if (!found || !frame) return false;
    const { node, pos } = found;
    dispatch?.(
      state.tr
        .replaceWith(pos, pos + node.nodeSize, frame.create({ fields }, node))
        .setMeta('removes', 'node')
        .scrollIntoView(),
    );
    return true;
  };
}

/** Take the frame around the cursor away, and leave what stands in it. */
export const unwrap: Command = (state, dispatch) => {
  const found = blockAround(state.selection);
  if (!found || !['section', 'notice', 'repeat', 'only'].includes(found.node.type.name)) return false;
  const { node, pos } = found;
  const inner = [...childrenWithin(node)].filter(isBlock);
  dispatch?.(
    state.tr
      .replaceWith(pos, pos + node.nodeSize, inner)
      .setMeta('removes', 'node')
      .scrollIntoView(),
  );
  return true;
};
