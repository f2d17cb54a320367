import type { Node } from '@tiptap/pm/model';
import { NodeSelection, TextSelection } from '@tiptap/pm/state';

import type { JsonObject, Kind } from '~/format/nodes';

import type { Variable } from '../contract';
import { blockAround } from '../schema/find';
import { readNode } from '../schema/read';
import type { EditorStore } from '../session/store';

/** What can be inserted: every kind of node, and some that are one of them with a rule. */
export type Insertable = Exclude<Kind, 'block'> | 'numbered' | 'condition';

/** A list of the data, with what its items have. */
interface Rows {
  readonly path: string;
  readonly items: readonly Variable[];
}

export function listsOf(variables: readonly Variable[]): Rows[] {
  const paths = new Set(
    variables.flatMap(({ path }) => (path.includes('[]') ? [path.slice(0, path.indexOf('[]'))] : [])),
  );
  return [...paths].map((path) => ({
    path,
    items: variables.filter(
      (one) => one.path.startsWith(`${path}[].`) && !['object', 'list'].includes(one.kind),
    ),
  }));
}

const FILTERS: Readonly<Record<string, string>> = {
  money: ' | money',
  date: ' | date',
  datetime: ' | date',
  integer: ' | number',
  number: ' | number',
  decimal: ' | number',
};

/** A value as a placeholder, formatted as its kind usually is. */
export function placeholderFor({ path, kind }: Pick<Variable, 'path' | 'kind'>): string {
  return `${path}${FILTERS[kind] ?? ''}`;
}

/** A new node with what it needs to be one; ids are given when it is inserted. */
export function freshNode(kind: Insertable, store: EditorStore): JsonObject {
  const rows = listsOf(store.variables)[0] ?? { path: 'rows', items: [] };
  const { variables } = store;
  const flag =
    variables.find((one) => one.kind === 'boolean' || one.kind === 'truth') ??
    variables.find(({ required }) => !required);
  const holds = flag
    ? flag.kind === 'boolean' || flag.kind === 'truth'
      ? flag.path
      : `${flag.path} is defined`
    : 'true';
  const text = { paragraph: '' };
  const made: Readonly<Record<Insertable, () => JsonObject>> = {
    paragraph: () => text,
    heading: () => ({ heading: '', level: 2 }),
    list: () => ({ list: [{ id: 'item', text: '' }] }),
    numbered: () => ({ list: [{ id: 'item', text: '' }], ordered: true }),
    table: () => ({ table: rows.path, as: 'row', columns: columnsOf(rows) }),
    facts: () => ({ facts: [{ id: 'fact', label: '', value: '' }] }),
    columns: () => ({ columns: [[text], [text]] }),
    section: () => ({ section: [text], title: '' }),
    notice: () => ({ notice: [text], title: '', tone: 'info' }),
    image: () => ({ image: firstImage(store), decorative: true }),
    chart: () => chartOf(rows),
    barcode: () => ({ barcode: 'https://', symbology: 'qr', alt: 'QR code' }),
    action: () => ({ action: '', url: 'https://' }),
    divider: () => ({ divider: true }),
    page_break: () => ({ page_break: true }),
    repeat: () => ({ repeat: rows.path, as: 'row', content: [text] }),
    choose: () => ({
      choose: [
        { when: holds, content: [text] },
        { otherwise: true, content: [text] },
      ],
    }),
    only: () => ({ only: ['email'], content: [text] }),
    condition: () => ({ paragraph: '', if: holds }),
  };
  return made[kind]();
}

function columnsOf({ items }: Rows): JsonObject[] {
  const shown = items.filter(({ path }) => !path.slice(path.indexOf('[]') + 2).includes('[]')).slice(0, 3);
  if (shown.length === 0) return [{ id: 'column', header: '', value: '' }];
  return shown.map((one) => {
    const name = one.path.slice(one.path.indexOf('[].') + 3);
    const isFigure = ['money', 'integer', 'number', 'decimal'].includes(one.kind);
    const value = `{{ ${placeholderFor({ path: `row.${name}`, kind: one.kind })} }}`;
    return {
      id: name.replace(/[^a-z0-9]+/g, '-'),
      header: one.name,
      value,
      ...(isFigure ? { align: 'end' } : {}),
    };
  });
}

function chartOf({ path, items }: Rows): JsonObject {
  const leaf = (one: Variable | undefined): string =>
    one ? `row.${one.path.slice(one.path.indexOf('[].') + 3)}` : 'row';
  const figure = items.find(({ kind }) => ['money', 'integer', 'number', 'decimal'].includes(kind));
  const label = items.find(({ kind }) => kind === 'text' || kind === 'date');
  const value = figure?.kind === 'money' ? `${leaf(figure)} | amount` : leaf(figure);
  return {
    chart: path,
    as: 'row',
    label: `{{ ${leaf(label)} }}`,
    series: [
      {
        id: 'value',
        name: figure?.name ?? '',
        value,
        shown: `{{ ${placeholderFor({ path: leaf(figure), kind: figure?.kind ?? '' })} }}`,
      },
    ],
    alt: '',
  };
}

function firstImage(store: EditorStore): string {
  const name = Object.keys(store.others).find((file) => file.startsWith('assets/'));
  return name?.slice('assets/'.length) ?? 'image.svg';
}

/** Put a new node where the cursor is: in place of an empty text, else behind the node around it. */
export function insertFresh(store: EditorStore, source: JsonObject): void {
  const { state, view } = store.editor;
  const node = readNode(state.schema, source);
  const found = blockAround(state.selection);
  const isVacant =
    found?.node.type.name === 'paragraph' &&
    found.node.content.size === 0 &&
    !Object.keys(found.node.attrs.fields as object).length;
  const from = found ? (isVacant ? found.pos : found.pos + found.node.nodeSize) : state.doc.content.size;
  const tr = state.tr.replaceWith(from, isVacant ? from + found.node.nodeSize : from, node);
  const at = tr.mapping.map(from, -1);
  tr.setSelection(
    node.type.isAtom ? NodeSelection.create(tr.doc, at) : TextSelection.near(tr.doc.resolve(at + 1)),
  );
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

/** Put a value as a chip where the cursor is. */
export function insertValue(store: EditorStore, expression: string): void {
  const { state, view } = store.editor;
  const { $from } = state.selection;
  if (!$from.parent.inlineContent) return;
  const chip: Node = state.schema.node(
    'variable',
    { expression },
    undefined,
    state.storedMarks ?? $from.marks(),
  );
  view.dispatch(state.tr.replaceSelectionWith(chip, false).scrollIntoView());
  view.focus();
}
