import { Fragment } from '@tiptap/pm/model';
import fc from 'fast-check';
import { expect, it } from 'vitest';

import { definitions, words } from '~/format/arbitrary';
import { printDefinition, SourceFile } from '~/format/file';

import { schema } from '.';
import { inlineOf, markupOf } from './inline';
import { readDocument } from './read';
import { writeDocument } from './write';

it('takes every definition through the document and back', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const text = printDefinition(definition);
      const file = SourceFile.read(text);
      const doc = readDocument(schema, file.definition);
      doc.check();
      doc.descendants((node) => {
        expect(node.type.name).not.toBe('unknown');
      });
      const again = schema.nodeFromJSON(doc.toJSON());
      expect(writeDocument(again)).toEqual(definition);
      expect(file.write(writeDocument(again))).toBe(text);
    }),
    { numRuns: 80 },
  );
}, 60_000);

it('writes markup that is shown as the same', () => {
  fc.assert(
    fc.property(words, (text) => {
      const shown = inlineOf(schema, text);
      const again = inlineOf(schema, markupOf(shown));
      expect(again.toJSON()).toEqual(shown.toJSON());
    }),
    { numRuns: 200 },
  );
}, 60_000);

const marks = fc.subarray([
  schema.mark('strong'),
  schema.mark('em'),
  schema.mark('link', { href: 'https://a.example/' }),
]);
const piece = fc
  .tuple(
    fc.oneof(
      fc.constantFrom('a', 'b c', ' ', 'x ', ' y', '*', '{', '[', '^', '\\', '](', '{{ no }}'),
      fc.constant(null),
      fc.constant('\n'),
    ),
    marks,
  )
  .map(([text, of]) => {
    const set = of.reduce((before, mark) => mark.addToSet(before), schema.text('x').marks);
    if (text === null) return schema.node('variable', { expression: 'customer.name' }, undefined, set);
    return text === '\n' ? schema.node('line_break', null, undefined, set) : schema.text(text, set);
  });

/** What is shown, character by character: marks on blanks and line breaks are seen by nobody. */
function seen(content: Fragment): string[] {
  const all: string[] = [];
  content.forEach((node) => {
    const of = node.marks
      .map((mark) => mark.type.name)
      .sort()
      .join();
    const parts = node.isText ? [...(node.text ?? '')] : [node.type.name];
    for (const part of parts) all.push(part.trim() === '' || part === 'line_break' ? part : `${part}|${of}`);
  });
  return all;
}

it('writes whatever is typed and marked as markup that is shown as the same', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const typed = Fragment.fromArray(pieces.reduce<typeof pieces>((joined, each) => [...joined, each], []));
      const content = schema.node('paragraph', null, typed).content;
      expect(seen(inlineOf(schema, markupOf(content)))).toEqual(seen(content));
    }),
    { numRuns: 600 },
  );
}, 60_000);
