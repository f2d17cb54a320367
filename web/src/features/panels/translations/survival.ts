import { pieces, readExpression, type Expression } from '~/format/expressions';

/** The values of the data a text shows, by their paths. Filters may differ from language to language. */
export function valuesIn(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const piece of pieces(text)) {
    if (piece.kind !== 'placeholder') continue;
    const expression = readExpression(piece.expression);
    if (expression) collect(expression, found);
    else found.add(piece.expression);
  }
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  if (typeof value !== 'object' || value === null) return;
  const expression = value as Expression;
  if (expression.kind === 'path') found.add(expression.steps.join('.'));
  else for (const inner of Object.values(value)) collect(inner, found);
}

export interface Survival {
  /** Values of the source that the translation does not show. */
  readonly lost: readonly string[];
  /** Values of the translation that the source does not show. */
  readonly strange: readonly string[];
}

/** Whether a translation shows the data its source shows, as the server will demand it. */
export function survival(source: string, translation: string): Survival {
  const wanted = valuesIn(source);
  const given = valuesIn(translation);
  return {
    lost: [...wanted].filter((value) => !given.has(value)),
    strange: [...given].filter((value) => !wanted.has(value)),
  };
}
