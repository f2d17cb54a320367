import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

import {
  ExpressionError,
  parseExpression,
  pieces,
  printCondition,
  printExpression,
  readCondition,
  type Condition,
  type Expression,
} from '.';

const ROOT = join(__dirname, '../../../..');
const ASKED = new Set([
  'if',
  'when',
  'table',
  'repeat',
  'chart',
  'by',
  'sort',
  'each',
  'key',
  'issued',
  'locale',
]);

function* strings(value: unknown, key = ''): Generator<[string, string]> {
  if (typeof value === 'string') yield [key, value];
  else if (Array.isArray(value)) for (const each of value) yield* strings(each, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) yield* strings(each, name);
}

/** Every expression of the starter library: conditions, lists, and what stands in placeholders. */
function library(): { readonly conditions: string[]; readonly all: string[] } {
  const folders = ['templates_repo/library', 'content_blocks/library/blocks'].map((each) => join(ROOT, each));
  const conditions = new Set<string>();
  const all = new Set<string>();
  for (const folder of folders)
    for (const key of readdirSync(folder)) {
      const name = folder.endsWith('blocks') ? 'block.yaml' : 'template.yaml';
      const read: unknown = parse(readFileSync(join(folder, key, name), 'utf8'), { schema: 'failsafe' });
      for (const [at, text] of strings(read)) {
        if (at === 'if' || at === 'when') conditions.add(text);
        if (ASKED.has(at)) all.add(text);
        for (const piece of pieces(text)) if (piece.kind === 'placeholder') all.add(piece.expression);
      }
    }
  return { conditions: [...conditions], all: [...all] };
}

const spaced = (text: string) => text.replace(/\s+/g, ' ').trim();

describe('expressions', () => {
  const found = library();

  it('of the library are printed as they were read', () => {
    expect(found.all.length).toBeGreaterThan(200);
    for (const source of found.all) expect(printExpression(parseExpression(source))).toBe(spaced(source));
  });

  it('as conditions of the library are built and printed as they were read', () => {
    expect(found.conditions.length).toBeGreaterThan(60);
    for (const source of found.conditions) expect(printCondition(readCondition(source))).toBe(spaced(source));
  });

  it('of nearly every condition need no code', () => {
    const expert = found.conditions.filter((source) =>
      JSON.stringify(readCondition(source)).includes('"expert"'),
    );
    expect(expert.map((source) => source.slice(0, 40)).sort()).toEqual([
      '(consumption | first).previous is define',
      "kind == 'invoice' and payment.iban is de",
    ]);
  });

  it.each([
    ['', 'empty'],
    ['a b', 'left-over'],
    ['a(1)', 'call'],
    ['a | nope', 'filter'],
    ['a is big', 'test'],
    ['a is defined in b', 'test'],
    ['a < b < c', 'chain'],
    ["'open", 'open-text'],
    ['_a', 'name'],
    ['a[b]', 'index'],
    ['a ** 2', 'character'],
    ['[]', 'list'],
    ['(a', 'expected'],
    ['not', 'expected-value'],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, 'too-deep'],
  ])('refuses %j: %s', (source, wrong) => {
    let error: unknown;
    try {
      parseExpression(source);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(ExpressionError);
    expect((error as ExpressionError).wrong).toBe(wrong);
  });
});

const name = fc.constantFrom('a', 'balance', 'rows', 'isdefined', 'inner', 'note');
const steps = fc
  .tuple(name, fc.array(fc.oneof(name, fc.nat(9)), { maxLength: 2 }))
  .map(([first, rest]) => [first, ...rest]);
const textLiteral = fc.record({
  kind: fc.constant('text' as const),
  value: fc.string({ maxLength: 6, unit: fc.constantFrom('a', "'", '"', '\\', ' ', 'è', '|', '}') }),
  quote: fc.constantFrom("'" as const, '"' as const),
});
const numberLiteral = fc.record({
  kind: fc.constant('number' as const),
  digits: fc.constantFrom('0', '7', '0.22', '1250.50'),
});
const truth = fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() });
const literal = fc.oneof(textLiteral, numberLiteral, truth);

const { expression } = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie('expression');
  return {
    expression: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      fc.record({ kind: fc.constant('path' as const), steps }),
      literal,
      fc.record({
        kind: fc.constant('list' as const),
        items: fc.array(literal, { minLength: 1, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('compare' as const),
        operator: fc.constantFrom('==', '!=', '<', '<=', '>', '>=', 'in', 'not in' as const),
        left: inner,
        right: inner,
      }),
      fc.record({
        kind: fc.constant('test' as const),
        name: fc.constantFrom('defined', 'undefined', 'none', 'empty', 'even', 'odd' as const),
        negated: fc.boolean(),
        value: inner,
      }),
      fc.record({
        kind: fc.constant('filter' as const),
        name: fc.constantFrom('money', 'sum', 'plural', 'default'),
        arguments: fc.array(
          fc.oneof(
            fc.record({ value: literal }),
            fc.record({ name: fc.constantFrom('one', 'other'), value: literal }),
          ),
          { maxLength: 2 },
        ),
        value: inner,
      }),
      fc.record({ kind: fc.constant('not' as const), value: inner }),
      fc.record({ kind: fc.constant('minus' as const), value: inner }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        items: fc.array(inner, { minLength: 2, maxLength: 3 }),
      }),
      fc.record({
        kind: fc.constant('arithmetic' as const),
        operator: fc.constantFrom('+', '-', '*', '/', '~' as const),
        left: inner,
        right: inner,
      }),
      fc.record({
        kind: fc.constant('choice' as const),
        test: inner,
        then: inner,
        otherwise: fc.option(inner),
      }),
    ),
  };
});

/** A tree without its parentheses: what an expression means. */
function meaning(tree: Expression): unknown {
  return JSON.parse(
    JSON.stringify(tree, (_key, value: unknown) => {
      let inner = value;
      while (typeof inner === 'object' && inner !== null && 'kind' in inner && inner.kind === 'group')
        inner = (inner as unknown as { inner: unknown }).inner;
      return inner;
    }),
  );
}

describe('random expressions', () => {
  it('mean what they meant when they are printed and read again', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const printed = printExpression(tree);
        fc.pre(!/[([][^()[\]]*(?:[([].*){20}/.test(printed));
        const again = parseExpression(printed);
        expect(meaning(again)).toEqual(meaning(tree));
        expect(printExpression(again)).toBe(printed);
      }),
      { numRuns: 1500 },
    );
  });

  it('survive the builder of conditions', () => {
    fc.assert(
      fc.property(expression, (tree) => {
        const printed = printExpression(tree);
        const condition: Condition = readCondition(printed);
        const again = printCondition(condition);
        expect(flat(meaning(parseExpression(again)))).toEqual(flat(meaning(tree)));
      }),
      { numRuns: 1500 },
    );
  });
});

// `a and (b and c)` is `a and b and c`, and `not x is empty` asks what `x is not empty` asks.
function flat(tree: unknown): unknown {
  if (Array.isArray(tree)) return tree.map(flat);
  if (typeof tree !== 'object' || tree === null) return tree;
  const made = Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, flat(value)]));
  if ((made.kind === 'and' || made.kind === 'or') && Array.isArray(made.items))
    made.items = made.items.flatMap((item: { kind?: string; items?: unknown[] }) =>
      item.kind === made.kind ? (item.items ?? []) : [item],
    );
  return made;
}
