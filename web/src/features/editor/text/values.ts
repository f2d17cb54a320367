import { isObject } from '~/format/nodes';

import type { Variable } from '../contract';

/** Names for rows (`line`) and the lists they are of (`order.lines[]`), where a text stands. */
export type Scope = ReadonlyMap<string, string>;

const PATH = /^[a-z_][a-z0-9_]*(\.[a-z_][a-z0-9_]*)*/;

/** The datum an expression begins with, as the contract names it; null when it begins with something else. */
export function pathIn(expression: string, scope: Scope): string | null {
  const found = PATH.exec(expression)?.[0];
  if (!found) return null;
  const [first = '', ...others] = found.split('.');
  const list = scope.get(first);
  return [list ?? first, ...others].join('.');
}

/** Whether an expression is a datum with filters, and no more. */
export function isSimple(expression: string): boolean {
  const rest = expression.replace(PATH, '');
  return rest !== expression && /^(\s*\|\s*[a-z_]+(\([^()]*\))?)*\s*$/.test(rest);
}

/** What people call an expression: the business name of its datum, or the expression when it is more than that. */
export function nameOf(expression: string, variables: readonly Variable[], scope: Scope): string {
  const path = isSimple(expression) ? pathIn(expression, scope) : null;
  const known = path === null ? undefined : variables.find((one) => one.path === path);
  if (known) return known.name;
  return expression.length > 42 ? `${expression.slice(0, 40)}…` : expression;
}

/** A value to show for an expression, from a record or the examples of the contract; null where there is none. */
export function valueOf(
  expression: string,
  variables: readonly Variable[],
  scope: Scope,
  record: unknown,
  locale: string,
  row = 0,
): string | null {
  const path = pathIn(expression, scope);
  if (path === null || !isSimple(expression)) return null;
  const variable = variables.find((one) => one.path === path);
  const found = record === null ? undefined : lookUp(record, path, row);
  const value = found ?? (row === 0 ? (variable?.example ?? variable?.examples[0]) : undefined);
  return value === undefined || value === null ? null : shown(value, expression, locale);
}

/** What a record has under a path; of lists, the item `row`. */
export function lookUp(record: unknown, path: string, row = 0): unknown {
  let at = record;
  for (const part of path.split('.')) {
    const name = part.replace('[]', '');
    if (!isObject(at)) return undefined;
    at = at[name];
    if (part.endsWith('[]')) at = Array.isArray(at) ? at[Math.min(row, at.length - 1)] : undefined;
  }
  return at;
}

function shown(value: unknown, expression: string, locale: string): string {
  const filter = /\|\s*([a-z_]+)/.exec(expression)?.[1] ?? '';
  if (isObject(value)) {
    const { amount, currency } = value;
    return typeof currency === 'string' ? money(Number(amount), currency, locale) : JSON.stringify(value);
  }
  if (Array.isArray(value)) return value.map((each) => shown(each, expression, locale)).join(', ');
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  if (filter === 'date' && /^\d{4}-\d{2}-\d{2}/.test(text)) {
    const style = /'(short|medium|long|full)'/.exec(expression)?.[1] ?? 'medium';
    const day = new Date(`${text.slice(0, 10)}T12:00:00`);
    return new Intl.DateTimeFormat(locale, { dateStyle: style as 'short' }).format(day);
  }
  const number = Number(text);
  if (filter === 'number' && Number.isFinite(number)) return new Intl.NumberFormat(locale).format(number);
  if (filter === 'percent' && Number.isFinite(number))
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 }).format(number);
  if (filter === 'iban') return text.replace(/(.{4})(?=.)/g, '$1 ');
  return text;
}

function money(amount: number, currency: string, locale: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(amount);
  } catch {
    return `${amount.toString()} ${currency}`;
  }
}
