import type { Condition, Forced, Outcome } from './types';

/** How something that decides can come out. */
export interface Side {
  readonly condition: Condition;
  readonly outcomes: readonly Outcome[];
}

/** One way all conditions can come out: what to force, and where that differs from the data. */
export interface Variant {
  readonly force: Forced;
  readonly differs: readonly { readonly condition: Condition; readonly outcome: Outcome }[];
}

export const MOST_VARIANTS = 64;

/** The sides of everything that was met. Rows that the data do not have cannot be made up. */
export function sidesOf(conditions: readonly Condition[]): Side[] {
  return conditions
    .filter((condition) => condition.met > 0)
    .map((condition) => ({ condition, outcomes: outcomesOf(condition) }))
    .filter((side) => side.outcomes.length > 1);
}

/** What a condition can be made to come out as. */
export function outcomesOf(condition: Condition): Outcome[] {
  switch (condition.kind) {
    case 'condition':
      return [true, false];
    case 'rows':
      return condition.own === true ? [true, false] : [false];
    case 'choice': {
      const branches = condition.branches.map((_, index) => index + 1);
      return condition.branches.at(-1) === 'otherwise' ? branches : [...branches, 0];
    }
  }
}

/**
 * Every variant, those that differ least from the data first. Where there are more than `MOST_VARIANTS`, as many as show
 * every pair of outcomes together at least once.
 */
export function variantsOf(conditions: readonly Condition[]): { variants: Variant[]; all: boolean } {
  const sides = sidesOf(conditions);
  const count = sides.reduce((product, side) => product * side.outcomes.length, 1);
  const rows = count <= MOST_VARIANTS ? everyRow(sides) : pairedRows(sides);
  const variants = rows.map((row) => variantOf(sides, row));
  variants.sort((one, other) => one.differs.length - other.differs.length);
  return { variants, all: count <= MOST_VARIANTS };
}

function everyRow(sides: readonly Side[]): Outcome[][] {
  return sides.reduce<Outcome[][]>(
    (rows, side) => rows.flatMap((row) => side.outcomes.map((outcome) => [...row, outcome])),
    [[]],
  );
}

/** Rows in which every outcome of a side meets every outcome of each other side (pairwise testing, greedily). */
function pairedRows(sides: readonly Side[]): Outcome[][] {
  const open = new Set<string>();
  const name = (a: number, x: Outcome, b: number, y: Outcome): string =>
    `${a.toString()}=${x.toString()}&${b.toString()}=${y.toString()}`;
  sides.forEach((side, a) => {
    sides.slice(a + 1).forEach((other, gap) => {
      for (const x of side.outcomes) for (const y of other.outcomes) open.add(name(a, x, a + 1 + gap, y));
    });
  });
  const rows: Outcome[][] = [sides.map((side) => ownOf(side.condition) ?? side.outcomes[0] ?? false)];
  strike(rows[0] ?? [], open, name);
  while (open.size > 0 && rows.length < MOST_VARIANTS) {
    const [seed = ''] = open;
    const fixed = new Map(
      seed.split('&').map((part) => {
        const [index = '', outcome = ''] = part.split('=');
        return [Number(index), outcome] as const;
      }),
    );
    const row: Outcome[] = [];
    sides.forEach((side, b) => {
      const wanted = fixed.get(b);
      const gains = (y: Outcome): number => row.filter((x, a) => open.has(name(a, x, b, y))).length;
      row.push(
        side.outcomes.find((outcome) => outcome.toString() === wanted) ??
          side.outcomes.reduce((best, outcome) => (gains(outcome) > gains(best) ? outcome : best)),
      );
    });
    strike(row, open, name);
    rows.push(row);
  }
  return rows;
}

function strike(
  row: readonly Outcome[],
  open: Set<string>,
  name: (a: number, x: Outcome, b: number, y: Outcome) => string,
): void {
  row.forEach((x, a) => {
    row.slice(a + 1).forEach((y, gap) => open.delete(name(a, x, a + 1 + gap, y)));
  });
}

function ownOf(condition: Condition): Outcome | null {
  return condition.own ?? condition.outcome;
}

function variantOf(sides: readonly Side[], row: readonly Outcome[]): Variant {
  const differs = sides.flatMap(({ condition }, index) => {
    const outcome = row[index];
    return outcome === undefined || outcome === ownOf(condition) ? [] : [{ condition, outcome }];
  });
  return {
    differs,
    force: Object.fromEntries(differs.map(({ condition, outcome }) => [condition.key, outcome])),
  };
}
