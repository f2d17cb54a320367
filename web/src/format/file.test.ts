import fc from 'fast-check';
import { expect, it } from 'vitest';

import { definitions } from './arbitrary';
import { printDefinition, SourceFile } from './file';
import type { SourceNode } from './nodes';

it('prints what reads back as the same', () => {
  fc.assert(
    fc.property(definitions, (definition) => {
      const text = printDefinition(definition);
      const file = SourceFile.read(text);
      expect(file.definition).toEqual(definition);
      expect(file.write(structuredClone(definition))).toBe(text);
      for (const line of text.split('\n')) expect(line).not.toMatch(/[ \t]$/);
    }),
    { numRuns: 100 },
  );
}, 60_000);

it('writes any other definition over a file', () => {
  fc.assert(
    fc.property(definitions, definitions, (before, after) => {
      const file = SourceFile.read(printDefinition(before));
      expect(SourceFile.read(file.write(after)).definition).toEqual(after);
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('copies every node that is still the same, with its comments, wherever it went', () => {
  const told = (definition: Parameters<typeof printDefinition>[0]): string => {
    const [head = '', ...nodes] = printDefinition(definition).split(/^(?= {2}- )/m);
    return head + nodes.map((node, index) => `  # comment ${index.toString()}\n${node}`).join('');
  };
  fc.assert(
    fc.property(definitions, fc.array(fc.nat(), { maxLength: 4 }), (definition, moves) => {
      const text = told(definition);
      const file = SourceFile.read(text);
      const content: SourceNode[] = [...file.definition.content];
      for (const move of moves) content.unshift(...content.splice(move % content.length, 1));
      const written = file.write({ ...file.definition, content });
      expect([...written.split('\n')].sort()).toEqual([...text.split('\n')].sort());
      expect(SourceFile.read(written).definition.content).toEqual(content);
    }),
    { numRuns: 60 },
  );
}, 60_000);

const SHORT = `block: short
content:
  - paragraph: One
  - paragraph: Two
  - list:
      - first   # stays
      - second
  - notice: Only words
    tone: info
  - only: sms
    content: [{paragraph: In a message}]
`;

it('leaves short spellings and missing ids alone, until they would come to mean something else', () => {
  const file = SourceFile.read(SHORT);
  expect(file.definition.content.map(({ id }) => id)).toEqual([
    'auto-paragraph-1', 'auto-paragraph-2', 'auto-list-1', 'auto-notice-1', 'auto-only-1',
  ]); // prettier-ignore
  expect(file.write(structuredClone(file.definition))).toBe(SHORT);
  const [, ...left] = file.definition.content;
  const written = file.write({ ...file.definition, content: left });
  expect(SourceFile.read(written).definition.content).toEqual(left);
  expect(written).toContain('  - paragraph: Two\n    id: auto-paragraph-2\n');
  expect(written).toContain('      - first   # stays\n');
});

it('keeps the line ends of a file', () => {
  const text = SHORT.replaceAll('\n', '\r\n');
  const file = SourceFile.read(text);
  expect(file.write(file.definition)).toBe(text);
  const written = file.write({ ...file.definition, title: 'New' });
  expect(written.split('\r\n').join('')).not.toContain('\n');
});

it('refuses what the engine refuses, and says where', () => {
  expect(() => SourceFile.read('content:\n  - paragraph: &a x\n')).toThrow(/line 2: anchors/);
  expect(() => SourceFile.read('content:\n  - paragraph: "a\n')).toThrow(/line/);
  expect(() => SourceFile.read('title: x\n')).toThrow(/content/);
});
