import { Mark, mergeAttributes, Node } from '@tiptap/core';

import { isSafeAddress } from '../text/addresses';

/** A value of the customer's data, as a chip. */
const variable = Node.create({
  name: 'variable',
  group: 'inline',
  inline: true,
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({
    expression: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset.expression ?? '',
      renderHTML: ({ expression }: Record<string, unknown>) => ({ 'data-expression': expression }),
    },
  }),
  parseHTML: () => [{ tag: 'span[data-expression]' }],
  renderHTML: ({ HTMLAttributes }) => ['span', HTMLAttributes],
  renderText: ({ node }) => `{{ ${String(node.attrs.expression)} }}`,
});

/** A footnote; its words are markup, changed in the side panel. */
const footnote = Node.create({
  name: 'footnote',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    markup: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset.footnote ?? '',
      renderHTML: ({ markup }: Record<string, unknown>) => ({ 'data-footnote': markup }),
    },
  }),
  parseHTML: () => [{ tag: 'sup[data-footnote]' }],
  renderHTML: ({ HTMLAttributes }) => ['sup', HTMLAttributes],
});

/** A text that is no well-formed markup, as it stands in the file. */
const broken = Node.create({
  name: 'broken',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({ markup: { default: '', rendered: false } }),
  renderHTML: ({ node }) => ['code', { 'data-broken': '' }, String(node.attrs.markup)],
});

const line = Node.create({
  name: 'line_break',
  group: 'inline',
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: 'br' }],
  renderHTML: () => ['br'],
  renderText: () => '\n',
});

const strong = Mark.create({
  name: 'strong',
  parseHTML: () => [
    { tag: 'strong' },
    {
      tag: 'b',
      getAttrs: (element) => (element.style.fontWeight === 'normal' ? false : null),
    },
    { style: 'font-weight', getAttrs: (value) => (/^(bold|bolder|[6-9]00)$/.test(value) ? null : false) },
  ],
  renderHTML: ({ HTMLAttributes }) => ['strong', HTMLAttributes, 0],
});

const em = Mark.create({
  name: 'em',
  parseHTML: () => [{ tag: 'em' }, { tag: 'i' }, { style: 'font-style=italic' }],
  renderHTML: ({ HTMLAttributes }) => ['em', HTMLAttributes, 0],
});

const link = Mark.create({
  name: 'link',
  inclusive: false,
  addAttributes: () => ({
    href: {
      default: '',
      parseHTML: (element: HTMLElement) => element.dataset.href ?? element.getAttribute('href') ?? '',
      renderHTML: ({ href }: Record<string, unknown>) => ({ 'data-href': href }),
    },
  }),
  parseHTML: () => [
    { tag: 'a[data-href]' },
    {
      tag: 'a[href]',
      getAttrs: (element) => (isSafeAddress(element.getAttribute('href') ?? '') ? null : false),
    },
  ],
  // No href: a click puts the cursor there, and leads nowhere.
  renderHTML: ({ HTMLAttributes }) => ['a', mergeAttributes(HTMLAttributes), 0],
});

// Links stand outside strong words, and these outside emphasis: so is their markup nested.
export const inlines = [variable, footnote, broken, line, link, strong, em];
