import { mergeAttributes, Node, type Attributes, type NodeConfig } from '@tiptap/core';

import { carried, raw } from './attributes';

interface Spec {
  readonly content?: string;
  readonly group?: string;
  readonly tag?: string;
  readonly attributes?: Attributes;
  readonly extra?: Partial<NodeConfig>;
  readonly from?: readonly { tag: string; fields?: (element: HTMLElement) => Record<string, unknown> }[];
}

/** A kind of node of the document. Its HTML is that of clipboards and of blocks' words; views draw it on the page. */
function define(
  name: string,
  { content = '', group, tag = 'div', attributes, extra, from = [] }: Spec,
): Node {
  return Node.create({
    name,
    ...(group ? { group } : {}),
    content,
    atom: content === '' || undefined,
    selectable: true,
    draggable: group === 'part',
    defining: true,
    addAttributes: () => ({ ...carried, ...attributes }),
    parseHTML: () => [
      { tag: `[data-kind="${name}"]` },
      ...from.map((rule) => ({
        tag: rule.tag,
        ...(rule.fields && {
          getAttrs: (element: HTMLElement) => ({ fields: rule.fields?.(element) ?? {}, id: null }),
        }),
      })),
    ],
    renderHTML: ({ HTMLAttributes }) =>
      content === ''
        ? [tag, mergeAttributes({ 'data-kind': name }, HTMLAttributes)]
        : [tag, mergeAttributes({ 'data-kind': name }, HTMLAttributes), 0],
    ...extra,
  });
}

const text = (name: string, spec: Spec = {}): Node =>
  define(name, { content: 'inline*', ...spec, attributes: raw });

/** The document: its nodes, and beside them all that the file says else, so that undo goes through everything. */
const doc = Node.create({
  name: 'doc',
  topNode: true,
  content: 'part*',
  addAttributes: () => ({
    definition: { default: {}, rendered: false },
    files: { default: {}, rendered: false },
  }),
});

const words = Node.create({ name: 'text', group: 'inline' });

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

// A paragraph comes first: it is what stands where something has to.
export const blocks: readonly Node[] = [
  doc,
  words,
  text('paragraph', {
    group: 'part',
    tag: 'p',
    from: [{ tag: 'p' }, { tag: 'blockquote' }, { tag: 'pre' }],
  }),
  text('heading', {
    group: 'part',
    tag: 'h2',
    from: HEADINGS.map((tag, index) => ({ tag, fields: () => ({ level: Math.min(index + 1, 4) }) })),
  }),
  define('list', {
    group: 'part',
    content: '(list_item | list_item_nodes)+',
    tag: 'ul',
    from: [{ tag: 'ul' }, { tag: 'ol', fields: () => ({ ordered: true }) }],
  }),
  text('list_item', { tag: 'li', from: [{ tag: 'li' }] }),
  define('list_item_nodes', { tag: 'li', content: 'part+' }),
  define('table', { group: 'part', content: 'table_column+', extra: { isolating: true } }),
  define('table_column', { content: 'column_header column_value', extra: { isolating: true } }),
  text('column_header', { extra: { isolating: true } }),
  text('column_value', { extra: { isolating: true } }),
  define('facts', { group: 'part', content: 'fact+' }),
  define('fact', { content: 'fact_label fact_value' }),
  text('fact_label', { extra: { isolating: true } }),
  text('fact_value', { extra: { isolating: true } }),
  define('columns', { group: 'part', content: 'column{2,4}', extra: { isolating: true } }),
  define('column', { content: 'part*', extra: { isolating: true } }),
  text('title', { tag: 'p' }),
  define('section', { group: 'part', content: 'title? part+' }),
  define('notice', { group: 'part', content: 'title? part+' }),
  define('repeat', { group: 'part', content: 'part+' }),
  define('choose', { group: 'part', content: 'branch+', extra: { isolating: true } }),
  define('branch', { content: 'part*', extra: { isolating: true } }),
  define('only', { group: 'part', content: 'part+' }),
  text('action', { group: 'part', extra: { isolating: true } }),
  define('image', { group: 'part' }),
  define('chart', { group: 'part' }),
  define('barcode', { group: 'part' }),
  define('divider', { group: 'part', tag: 'hr', from: [{ tag: 'hr' }] }),
  define('page_break', { group: 'part' }),
  define('block', { group: 'part' }),
  // What this editor cannot read is kept as it is.
  define('unknown', { group: 'part', attributes: { source: { default: null, rendered: false } } }),
];
