import { ExpressionError, parseExpression, type Expression, type Named } from '~/format/expressions';

import type { SayField } from './words';

/** What is wrong with an expression in this place, in words; null when nothing is that the page can see. */
export function faultOf(source: string, known: readonly Named[], say: SayField): string | null {
  try {
    const strange = [...paths(parseExpression(source))].find((path) => !isKnown(path, known));
    return strange === undefined ? null : say('fault.unknown', { found: strange });
  } catch (error) {
    if (error instanceof ExpressionError) return say(`fault.${error.wrong}`, { found: error.found });
    throw error;
  }
}

function* paths(expression: Expression): Generator<string> {
  if (expression.kind === 'path') yield expression.steps.filter((step) => typeof step === 'string').join('.');
  for (const value of Object.values(expression) as unknown[])
    for (const inner of Array.isArray(value) ? (value as unknown[]) : [value])
      if (typeof inner === 'object' && inner !== null) {
        if ('kind' in inner) yield* paths(inner as Expression);
        else if ('value' in inner && typeof inner.value === 'object') yield* paths(inner.value as Expression);
      }
}

// An amount of money has parts that the contract does not name.
function isKnown(path: string, known: readonly Named[]): boolean {
  const holds = (each: string) => known.some((variable) => variable.spelled === each);
  if (holds(path) || known.some((variable) => variable.spelled.startsWith(`${path}.`))) return true;
  const parts = /^(.*)\.(amount|currency)$/.exec(path);
  return parts?.[1] !== undefined && known.some((each) => each.spelled === parts[1] && each.kind === 'money');
}
