import fc from 'fast-check';

import type { Definition } from './file';
import type { SourceNode } from './nodes';

/** Random definitions for tests: every kind of node, with the texts that people and programs write. */

const HOSTILE = [
  '- not a list', 'a: b', '# no comment', "it's", '"quoted"', '{{ customer.name }}', 'true', '12.50', 'no', '~',
  '<b>not markup</b>', 'two  blanks', ' leading', 'trailing ', '*stars* \\* and \\\\', 'line\\\nbreak', 'a\nb', 'é ü € “”',
  '漢字 🧾', '[label](https://a.example/{{ id }})', '^[a note]', '{{ a | plural(one=\'# day\', other=\'# days\') }}', '%', '@at',
  'x'.repeat(150), 'word '.repeat(40).trim(), '{{ x }}{{ y }}', '**bold *both* end**', 'tab\there', '> quote', '| pipe', '&a',
]; // prettier-ignore

export const words = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ minLength: 1, maxLength: 24, unit: 'grapheme' }).filter(isWritable),
  fc.lorem({ maxCount: 30 }),
);

/** What a file may hold: no control characters, no half of a pair. */
function isWritable(text: string): boolean {
  return !/[\x00-\x1f\x7f-\x9f]|\p{Surrogate}/u.test(text);
}

const expression = fc.constantFrom(
  'customer.name is defined',
  "kind == 'invoice'",
  'totals.due < 0',
  'rows | count > 2',
);
const list = fc.constantFrom('rows', 'order.lines', 'balances');
const channels = fc.subarray(['pdf', 'email', 'sms', 'mobile'], { minLength: 1 });
const share = fc.constantFrom(12, 33, 20.5);

function shape(
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>> = {},
) {
  return fc.record({ ...required, ...optional }, { requiredKeys: Object.keys(required) });
}

const common = {
  if: expression,
  channels,
  short: words,
  editing: fc.constantFrom('locked', 'text', 'free'),
};
const node = (
  required: Record<string, fc.Arbitrary<unknown>>,
  optional: Record<string, fc.Arbitrary<unknown>> = {},
) => shape(required, { ...optional, ...common });

const { nodes } = fc.letrec<{ nodes: unknown[]; node: unknown; container: unknown; leaf: unknown }>((tie) => {
  const inner = tie('nodes');
  const total = shape(
    { label: words, values: fc.dictionary(fc.constantFrom('c1', 'c2'), words, { maxKeys: 2 }) },
    { if: expression, strong: fc.boolean() },
  );
  return {
    leaf: fc.oneof(
      node({ heading: words }, { level: fc.integer({ min: 1, max: 4 }) }),
      node({ paragraph: words }, { role: fc.constantFrom('body', 'lead', 'small') }),
      node(
        { list: fc.array(shape({ text: words }, { if: expression }), { minLength: 1, maxLength: 3 }) },
        { ordered: fc.boolean() },
      ),
      node(
        {
          table: list,
          columns: fc.array(
            shape(
              { header: words, value: words },
              { align: fc.constantFrom('start', 'end'), width: share, sort: expression },
            ),
            { minLength: 1, maxLength: 3 },
          ),
        },
        {
          as: fc.constantFrom('row', 'line'),
          caption: words,
          empty: words,
          carry: words,
          footer: fc.array(total, { minLength: 1, maxLength: 2 }),
          group: shape({ by: expression }, { label: words, subtotal: total }),
        },
      ),
      node(
        {
          facts: fc.array(shape({ label: words, value: words }, { strong: fc.boolean(), if: expression }), {
            minLength: 1,
            maxLength: 3,
          }),
        },
        { style: fc.constantFrom('rows', 'cards') },
      ),
      node({ image: fc.constantFrom('logo.svg', 'seal.png'), alt: words }, { width: share }),
      node(
        {
          chart: list,
          label: words,
          alt: words,
          series: fc.array(shape({ name: words, value: expression, shown: words }), {
            minLength: 1,
            maxLength: 2,
          }),
        },
        { type: fc.constantFrom('bar', 'donut'), title: words },
      ),
      node({ barcode: words, alt: words }, { symbology: fc.constantFrom('qr', 'code128'), caption: words }),
      node({ action: words, url: words }),
      node({ divider: fc.constant(true) }),
      node({ page_break: fc.constant(true) }),
      node(
        { block: fc.constantFrom('privacy-notice', 'tax-note') },
        {
          slots: fc.dictionary(fc.constantFrom('days', 'until'), expression, { minKeys: 1, maxKeys: 2 }),
          version: fc.integer({ min: 1, max: 9 }),
        },
      ),
    ),
    container: fc.oneof(
      node({ section: inner }, { title: words, keep: fc.boolean(), style: fc.constantFrom('plain', 'card') }),
      node({ notice: inner }, { title: words, tone: fc.constantFrom('info', 'legal') }),
      node({ repeat: list, content: inner }, { as: fc.constantFrom('row', 'one') }),
      node({ only: channels, content: inner }),
      node({ columns: fc.array(inner, { minLength: 2, maxLength: 3 }) }, {}),
      node(
        { list: fc.array(shape({ content: inner }, { if: expression }), { minLength: 1, maxLength: 2 }) },
        {},
      ),
      node(
        {
          choose: fc.tuple(
            shape({ when: expression, content: inner }),
            shape({ otherwise: fc.constant(true), content: inner }),
          ),
        },
        {},
      ),
    ),
    node: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('container')),
    nodes: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
  };
});

/** A whole definition; every node and part has an id of its own. */
export const definitions: fc.Arbitrary<Definition> = fc
  .tuple(nodes, words, fc.boolean())
  .map(([content, title]) =>
    numbered({
      template: 'random',
      title,
      language: 'en',
      channels: ['pdf'],
      content: content as SourceNode[],
    }),
  );

function numbered(definition: Definition): Definition {
  let count = 0;
  const name = (value: unknown, isPart: boolean): unknown => {
    if (Array.isArray(value)) return value.map((each) => name(each, true));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(
      ([key, each]) => [key, HOLDS.has(key) ? name(each, key !== 'group') : each] as const,
    );
    if (!isPart || 'when' in value || 'otherwise' in value || 'by' in value)
      return Object.fromEntries(entries);
    count += 1;
    return Object.fromEntries([...entries.slice(0, 1), ['id', `n${count.toString()}`], ...entries.slice(1)]);
  };
  return { ...definition, content: name(definition.content, true) as SourceNode[] };
}

const HOLDS = new Set([
  'list',
  'columns',
  'facts',
  'section',
  'notice',
  'content',
  'choose',
  'series',
  'footer',
  'group',
  'subtotal',
]);
