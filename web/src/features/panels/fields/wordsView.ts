import { baseKeymap } from '@tiptap/pm/commands';
import { history, redo, undo } from '@tiptap/pm/history';
import { keymap } from '@tiptap/pm/keymap';
import type { Node } from '@tiptap/pm/model';
import { EditorState, NodeSelection, Plugin, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet, EditorView } from '@tiptap/pm/view';

import classes from './Fields.module.css';
import { documentOf, textOf, wordsSchema } from './wordsSchema';

export interface WordsViewOptions {
  readonly text: string;
  readonly oneLine: boolean;
  readonly attributes: Record<string, string>;
  readonly editable: () => boolean;
  /** What a chip says, and whether it is written by hand. */
  readonly label: (source: string) => { readonly text: string; readonly expert: boolean };
  readonly onText: (text: string) => void;
  readonly onBlur: () => void;
  /** A chip was clicked, or Enter was pressed on it. */
  readonly onChip: (chip: ChipPlace) => void;
  /** `{{` was typed: a value is wanted here. */
  readonly onWanted: () => void;
}

export interface ChipPlace {
  readonly source: string;
  readonly at: number;
  readonly element: HTMLElement;
}

/** The editing of a text with chips, in an element. */
export function createWordsView(mount: HTMLElement, options: WordsViewOptions): EditorView {
  const view: EditorView = new EditorView(
    { mount },
    {
      state: stateOf(options),
      attributes: options.attributes,
      editable: options.editable,
      dispatchTransaction(transaction: Transaction) {
        const next = view.state.apply(transaction);
        view.updateState(next);
        if (transaction.docChanged) options.onText(textOf(next.doc));
      },
      nodeViews: { chip: (node) => chipView(node, options) },
      handleDOMEvents: {
        blur: () => {
          options.onBlur();
          return false;
        },
      },
      handleClickOn: (_view, _at, node, at, event) => {
        if (node.type.name !== 'chip' || !(event.target instanceof HTMLElement)) return false;
        options.onChip({ source: String(node.attrs.source), at, element: event.target });
        return true;
      },
      handleTextInput: (target, from, _to, typed) => {
        if (typed !== '{' || target.state.doc.textBetween(Math.max(0, from - 1), from) !== '{') return false;
        target.dispatch(target.state.tr.delete(from - 1, from));
        options.onWanted();
        return true;
      },
      handlePaste: (target, event) => {
        const pasted = event.clipboardData?.getData('text/plain') ?? '';
        const text = options.oneLine ? pasted.replace(/\s*\n\s*/g, ' ') : pasted;
        const slice = documentOf(text).slice(1, documentOf(text).content.size - 1);
        target.dispatch(target.state.tr.replaceSelection(slice).scrollIntoView());
        return true;
      },
      clipboardTextSerializer: (slice) => textOf(wordsSchema.node('doc', null, slice.content)),
    },
  );
  return view;
}

/** Show another text, with nothing to undo. */
export function showText(view: EditorView, options: WordsViewOptions, text: string): void {
  view.updateState(stateOf({ ...options, text }));
}

export function insertSource(view: EditorView, source: string): void {
  const chip = wordsSchema.node('chip', { source });
  view.dispatch(view.state.tr.replaceSelectionWith(chip).scrollIntoView());
  view.focus();
}

export function changeChip(view: EditorView, at: number, source: string | null): void {
  const node = view.state.doc.nodeAt(at);
  if (node?.type.name !== 'chip') return;
  const transaction = view.state.tr;
  if (source === null) transaction.delete(at, at + 1);
  else transaction.setNodeMarkup(at, null, { source });
  view.dispatch(transaction);
}

function stateOf(options: WordsViewOptions): EditorState {
  return EditorState.create({
    schema: wordsSchema,
    doc: documentOf(options.text),
    plugins: [
      history(),
      keymap({
        'Mod-z': undo,
        'Mod-y': redo,
        'Shift-Mod-z': redo,
        Enter: (state, _dispatch, view) => {
          const { selection } = state;
          if (!(selection instanceof NodeSelection) || !view) return options.oneLine;
          const element = view.nodeDOM(selection.from);
          if (element instanceof HTMLElement)
            options.onChip({ source: String(selection.node.attrs.source), at: selection.from, element });
          return true;
        },
      }),
      keymap(baseKeymap),
      new Plugin({ props: { decorations: (state) => signs(state.doc) } }),
    ],
  });
}

function chipView(node: Node, options: WordsViewOptions) {
  const dom = document.createElement('span');
  const show = (source: string) => {
    const { text, expert } = options.label(source);
    dom.textContent = text;
    dom.title = source;
    dom.toggleAttribute('data-expert', expert);
  };
  dom.className = classes.chip ?? '';
  dom.contentEditable = 'false';
  show(String(node.attrs.source));
  return {
    dom,
    update: (next: Node) => {
      if (next.type.name !== 'chip') return false;
      show(String(next.attrs.source));
      return true;
    },
    selectNode: () => {
      dom.classList.add(classes.chipSelected ?? '');
    },
    deselectNode: () => {
      dom.classList.remove(classes.chipSelected ?? '');
    },
  };
}

// The stars of emphasis step back, and what stands between them is seen as it will be.
function signs(document: Node): DecorationSet {
  const found: Decoration[] = [];
  document.descendants((line, at) => {
    if (line.type.name !== 'line') return false;
    const text = line.textBetween(0, line.content.size, undefined, '\uFFFC');
    for (const match of text.matchAll(/(\*\*|\*)(?=\S)(.+?)(?<=\S)\1/g)) {
      const from = at + 1 + match.index;
      const sign = (match[1] ?? '').length;
      const to = from + match[0].length;
      found.push(
        Decoration.inline(from, from + sign, { class: classes.sign ?? '' }),
        Decoration.inline(from + sign, to - sign, {
          style: sign === 2 ? 'font-weight: 600' : 'font-style: italic',
        }),
        Decoration.inline(to - sign, to, { class: classes.sign ?? '' }),
      );
    }
    return false;
  });
  return DecorationSet.create(document, found);
}
