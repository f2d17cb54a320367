import { Extension } from '@tiptap/core';
import { TextSelection, type Command } from '@tiptap/pm/state';
import { splitBlock } from '@tiptap/pm/commands';

import { blockAround } from '../schema/find';
import { fieldsOf } from '../schema/parts';
import { duplicate, enterNode, move, removeNode, selectAround, walkNodes } from './structure';

/** The keyboard of the document; `docs/editor.md` has the table. */
export const Keys = Extension.create({
  name: 'keys',
  priority: 200,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => command(this.editor.state, this.editor.view.dispatch);
    const mark = (name: string) => () => this.editor.commands.toggleMark(name);
    return {
      'Alt-ArrowUp': run(move('up')),
      'Alt-ArrowDown': run(move('down')),
      'Mod-d': run(duplicate),
      Escape: run(selectAround),
      'Mod-Shift-Backspace': run(removeNode),
      ArrowDown: run(walkNodes(1)),
      ArrowUp: run(walkNodes(-1)),
      ArrowRight: run(walkNodes(1)),
      ArrowLeft: run(walkNodes(-1)),
      Enter: () => run(enterNode)() || run(newItem)() || run(newParagraph)(),
      'Mod-Enter': run(paragraphBelow),
      'Shift-Enter': run(newLine),
      Backspace: run(leaveList),
      Tab: run(nextCell(1)),
      'Shift-Tab': run(nextCell(-1)),
      'Mod-b': mark('strong'),
      'Mod-i': mark('em'),
    };
  },
});

/** A new text behind the node around the cursor: the way out of tables and frames. */
const paragraphBelow: Command = (state, dispatch) => {
  const found = blockAround(state.selection);
  const paragraph = state.schema.nodes.paragraph;
  if (!paragraph) return false;
  const at = found ? found.pos + found.node.nodeSize : state.doc.content.size;
  const tr = state.tr.insert(at, paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
};

const newLine: Command = (state, dispatch) => {
  const line = state.schema.nodes.line_break;
  if (!line || !state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(line.create()).scrollIntoView());
  return true;
};

/** Enter in a heading, or at the end of a text, begins a plain text; a text that is divided keeps its rules. */
const newParagraph: Command = (state, dispatch) => {
  const { $from, $to, empty } = state.selection;
  const { parent } = $from;
  if (!parent.isTextblock || !$from.sameParent($to)) return false;
  const name = parent.type.name;
  const paragraph = state.schema.nodes.paragraph;
  if (!paragraph) return false;
  if (name === 'title' || name === 'action') {
    const after = name === 'title' ? $from.after() : $from.after();
    const tr = name === 'title' ? state.tr : state.tr.insert(after, paragraph.create());
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
    return true;
  }
  if (name !== 'paragraph' && name !== 'heading') return nextCell(1)(state, dispatch);
  const isEnd = $from.parentOffset === parent.content.size;
  if (empty && isEnd) {
    const role = fieldsOf(parent).role;
    const fields = name === 'paragraph' && role === 'small' ? { role } : {};
    const tr = state.tr.insert($from.after(), paragraph.create({ fields }));
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve($from.after() + 1))).scrollIntoView());
    return true;
  }
  return splitBlock(state, dispatch);
};

const newItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  const name = parent.type.name;
  if (name === 'list_item') {
    if (parent.content.size === 0 && empty) return leaveList(state, dispatch);
    return splitBlock(
      state,
      dispatch &&
        ((tr) => {
          const at = tr.selection.$from.before();
          dispatch(tr.setNodeMarkup(at, null, { id: null, fields: {}, raw: '' }));
        }),
    );
  }
  if (name !== 'fact_value' || $from.parentOffset < parent.content.size) return false;
  const facts = $from.node(-2);
  const { fact, fact_label: label, fact_value: value } = state.schema.nodes;
  if (facts.type.name !== 'facts' || !fact || !label || !value) return false;
  const at = $from.after(-1);
  const tr = state.tr.insert(at, fact.create(null, [label.create(), value.create()]));
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 2))).scrollIntoView());
  return true;
};

/** At the start of an empty item, leave its list with a plain text behind it. */
const leaveList: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  const paragraph = state.schema.nodes.paragraph;
  if (!empty || parent.type.name !== 'list_item' || parent.content.size > 0 || !paragraph) return false;
  const list = $from.node(-1);
  const after = $from.after(-1);
  const tr = state.tr.insert(after, paragraph.create());
  if (list.childCount === 1) tr.delete($from.before(-1), after);
  else tr.delete($from.before(), $from.after());
  const at = tr.mapping.map(after, -1);
  dispatch?.(
    tr
      .setSelection(TextSelection.near(tr.doc.resolve(Math.min(at + 1, tr.doc.content.size))))
      .scrollIntoView(),
  );
  return true;
};

/** From one text of a table, of facts or of a list to the next. */
function nextCell(direction: 1 | -1): Command {
  return (state, dispatch) => {
    const found = blockAround(state.selection);
    if (!found || !['table', 'facts'].includes(found.node.type.name)) return false;
    const places: number[] = [];
    found.node.descendants((node, pos) => {
      if (node.isTextblock) places.push(found.pos + 1 + pos + 1);
      return !node.isTextblock;
    });
    const at = places.findLastIndex((place) => place <= state.selection.from);
    const next = places[at + direction];
    if (next === undefined) return false;
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(next))).scrollIntoView());
    return true;
  };
}
