import { Schema, type Node } from '@tiptap/pm/model';

import { pieces } from '~/format/expressions';

/** Words and the chips of placeholders between them, line by line. All other markup is seen as it is written. */
export const wordsSchema = new Schema({
  nodes: {
    doc: { content: 'line+' },
    line: { content: 'inline*', toDOM: () => ['p', 0], parseDOM: [{ tag: 'p' }] },
    text: { group: 'inline' },
    chip: {
      group: 'inline',
      inline: true,
      atom: true,
      attrs: { source: {} },
      toDOM: (node) => ['span', { 'data-chip': String(node.attrs.source) }, String(node.attrs.source)],
      parseDOM: [
        { tag: 'span[data-chip]', getAttrs: (element) => ({ source: element.getAttribute('data-chip') }) },
      ],
    },
  },
});

/** A text as a document: put back by `textOf`, it is what it was. */
export function documentOf(text: string): Node {
  const lines: Node[][] = [[]];
  for (const piece of pieces(text)) {
    if (piece.kind === 'placeholder') lines.at(-1)?.push(wordsSchema.node('chip', { source: piece.source }));
    else
      piece.text.split('\n').forEach((words, index) => {
        if (index > 0) lines.push([]);
        if (words) lines.at(-1)?.push(wordsSchema.text(words));
      });
  }
  return wordsSchema.node(
    'doc',
    null,
    lines.map((line) => wordsSchema.node('line', null, line)),
  );
}

export function textOf(document: Node): string {
  const lines: string[] = [];
  document.forEach((line) => {
    let text = '';
    line.forEach((inner) => {
      text += inner.isText ? (inner.text ?? '') : String(inner.attrs.source);
    });
    lines.push(text);
  });
  return lines.join('\n');
}
