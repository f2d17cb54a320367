import {
  kindOfData,
  pieces,
  printFormatted,
  readExpression,
  readFormatted,
  standardFilters,
  valueOf,
  variableOf,
  type Expression,
  type Named,
} from '~/format/expressions';

import type { Place } from './place';

/** A value as it is usually written, for showing what a variable holds; the empty text where there is none. */
export function shownValue(
  variable: { readonly kind: string; readonly format: string },
  value: unknown,
  locale: string,
): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  const filters = standardFilters(kindOfData(variable.kind), variable.format);
  const expression = readExpression(printFormatted({ path: 'value', filters }));
  const shown = valueOf(expression, { value }, locale);
  if (typeof shown === 'string' || typeof shown === 'number') return String(shown);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What an expression shows in a place; null where it has no value there. */
export function shownExpression(source: string, place: Place): string | null {
  const value = valueOf(readExpression(source), place.scope, place.locale);
  return typeof value === 'string' ? value : null;
}

/** A text as a reader sees it in a place: values in, markup out. */
export function shownText(source: string, place: Place): string {
  return pieces(source)
    .map((piece) =>
      piece.kind === 'words' ? plain(piece.text) : (shownExpression(piece.expression, place) ?? '…'),
    )
    .join('');
}

function plain(words: string): string {
  return words
    .replace(/\\\n/g, '\n')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*+(?=\S)|(?<=\S)\*+/g, '')
    .replace(/\\(.)/g, '$1');
}

/** The business name of what an expression shows, for chips; what is more than a value with filters ends in dots. */
export function chipLabel(source: string, known: readonly Named[]): { text: string; expert: boolean } {
  const formatted = readFormatted(source);
  const variable = formatted && known.find((each) => each.spelled === formatted.path);
  if (variable) return { text: variable.name, expert: false };
  const expression = readExpression(source);
  const main = expression && mainVariable(expression, known);
  return main ? { text: `${main.name} …`, expert: false } : { text: source, expert: true };
}

// Of several, the one that is shown in the usual case.
function mainVariable(expression: Expression, known: readonly Named[]): Named | null {
  switch (expression.kind) {
    case 'path':
      return variableOf(expression, known);
    case 'group':
      return mainVariable(expression.inner, known);
    case 'filter':
    case 'minus':
      return mainVariable(expression.value, known);
    case 'choice':
      return mainVariable(expression.then, known);
    case 'arithmetic':
      return mainVariable(expression.left, known) ?? mainVariable(expression.right, known);
    case 'part':
      return mainVariable(expression.of, known);
    default:
      return null;
  }
}
