import { describe, expect, it } from 'vitest';

import type { Condition, Outcome } from './types';
import { MOST_VARIANTS, outcomesOf, variantsOf } from './variants';

function condition(key: string, own: Outcome | null, more: Partial<Condition> = {}): Condition {
  return {
    key,
    node: key,
    kind: 'condition',
    expression: key,
    met: 1,
    outcome: own,
    own,
    forced: null,
    branches: [],
    ...more,
  };
}

const CHOICE = condition('kind', 2, { kind: 'choice', branches: ['a', 'b', 'otherwise'] });

describe('outcomesOf', () => {
  it('gives a choice without an otherwise the way to take none', () => {
    expect(outcomesOf(CHOICE)).toEqual([1, 2, 3]);
    expect(outcomesOf({ ...CHOICE, branches: ['a', 'b'] })).toEqual([1, 2, 0]);
  });

  it('makes up no rows', () => {
    expect(outcomesOf(condition('rows', false, { kind: 'rows' }))).toEqual([false]);
    expect(outcomesOf(condition('rows', true, { kind: 'rows' }))).toEqual([true, false]);
  });
});

describe('variantsOf', () => {
  it('lists every combination, the data’s own first', () => {
    const { variants, all } = variantsOf([condition('late', false), CHOICE]);
    expect(all).toBe(true);
    expect(variants).toHaveLength(6);
    expect(variants[0]?.force).toEqual({});
    expect(variants.map(({ force }) => force)).toContainEqual({ late: true, kind: 3 });
  });

  it('leaves out what was never met', () => {
    expect(variantsOf([condition('hidden', null, { met: 0 })]).variants).toHaveLength(1);
  });

  it('shows every pair together where all would be too many', () => {
    const many = Array.from({ length: 12 }, (_, index) => condition(`c${index.toString()}`, true));
    const { variants, all } = variantsOf([...many, CHOICE]);
    expect(all).toBe(false);
    expect(variants.length).toBeLessThan(MOST_VARIANTS);
    const outcome = (force: Readonly<Record<string, Outcome>>, key: string): Outcome => force[key] ?? true;
    for (const one of many) {
      for (const other of many.filter(({ key }) => key > one.key)) {
        const pairs = new Set(
          variants.map(({ force }) => `${outcome(force, one.key)} ${outcome(force, other.key)}`),
        );
        expect(pairs.size).toBe(4);
      }
    }
  });
});
