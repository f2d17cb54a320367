import { FILTERS, type FilterSignature } from './filters';
import { isNumber, kindOfData, type DataKind } from './kinds';
import { readExpression } from './parse';
import { printExpression } from './print';
import type { Named } from './scope';
import { bare, number, path, pathOf, pathText, text, type Argument, type Expression } from './tree';

/** A text cut into words and placeholders; put together again, it is what it was. */
export type Piece =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly source: string; readonly expression: string };

/** Cut a text at its placeholders, as `content_blocks/markup.py` finds them; one that is never closed is words. */
export function pieces(source: string): readonly Piece[] {
  const found: Piece[] = [];
  let words = 0;
  let at = 0;
  while (at < source.length) {
    if (source[at] === '\\') {
      at += 2;
      continue;
    }
    const end = source.startsWith('{{', at) ? placeholderEnd(source, at) : null;
    if (end === null) {
      at += 1;
      continue;
    }
    if (at > words) found.push({ kind: 'words', text: source.slice(words, at) });
    found.push({
      kind: 'placeholder',
      source: source.slice(at, end),
      expression: source.slice(at + 2, end - 2).trim(),
    });
    words = at = end;
  }
  if (words < source.length) found.push({ kind: 'words', text: source.slice(words) });
  return found;
}

function placeholderEnd(source: string, at: number): number | null {
  let quote = '';
  for (let index = at + 2; index < source.length; index += 1) {
    const character = source[index] ?? '';
    if (quote) {
      if (character === '\\') index += 1;
      else if (character === quote) quote = '';
    } else if (character === "'" || character === '"') quote = character;
    else if (source.startsWith('}}', index)) return index + 2;
  }
  return null;
}

export function placeholder(expression: string): string {
  return `{{ ${expression} }}`;
}

/** A filter with its arguments by name, as a form shows them. */
export interface Applied {
  readonly name: string;
  readonly options: Readonly<Record<string, string>>;
}

/** A placeholder as a form shows it: a variable, and what is done to it. */
export interface Formatted {
  readonly path: string;
  readonly filters: readonly Applied[];
  /** What is shown where there is no value; without it, a missing value is an error. */
  readonly missing?: string;
}

/** What a placeholder shows, or null when it is more than a variable with filters. */
export function readFormatted(source: string): Formatted | null {
  const expression = readExpression(source);
  return expression ? readGuarded(bare(expression)) : null;
}

// `x | money if x is defined else '-'`, and `x | default('-')`
function readGuarded(expression: Expression): Formatted | null {
  if (expression.kind === 'choice') {
    const { test, then, otherwise } = expression;
    const shown = readFiltered(bare(then));
    const asks = test.kind === 'test' && test.name === 'defined' && !test.negated ? pathOf(test.value) : null;
    if (shown?.path !== asks || otherwise?.kind !== 'text') return null;
    return shown && { ...shown, missing: otherwise.value };
  }
  const shown = readFiltered(expression);
  const last = shown?.filters.at(-1);
  if (last?.name !== 'default') return shown;
  return shown && { ...shown, filters: shown.filters.slice(0, -1), missing: last.options.value ?? '' };
}

function readFiltered(expression: Expression): Formatted | null {
  const filters: Applied[] = [];
  let inner = expression;
  while (inner.kind === 'filter') {
    const options = readOptions(inner.name, inner.arguments);
    if (!options) return null;
    filters.unshift({ name: inner.name, options });
    inner = inner.value;
  }
  return inner.kind === 'path' ? { path: pathText(inner.steps), filters } : null;
}

export function printFormatted({ path: named, filters, missing }: Formatted): string {
  const value = path(named);
  const applied = (inner: Expression, { name, options }: Applied): Expression => ({
    kind: 'filter',
    name,
    arguments: printOptions(name, options),
    value: inner,
  });
  const shown = filters.reduce<Expression>(applied, value);
  if (missing === undefined) return printExpression(shown);
  if (!filters.length)
    return printExpression(applied(value, { name: 'default', options: { value: missing } }));
  const test: Expression = { kind: 'test', name: 'defined', negated: false, value };
  return printExpression({ kind: 'choice', test, then: shown, otherwise: text(missing) });
}

function readOptions(name: string, given: readonly Argument[]): Record<string, string> | null {
  const signature = FILTERS.get(name);
  if (!signature) return null;
  const options: Record<string, string> = {};
  let at = 0;
  for (const { name: parameter, value } of given) {
    const called = parameter ?? signature.parameters[at]?.name;
    if (parameter === undefined) at += 1;
    const literal = literalText(bare(value));
    if (called === undefined || literal === null) return null;
    options[called] = literal;
  }
  return options;
}

function literalText(value: Expression): string | null {
  if (value.kind === 'text') return value.value;
  if (value.kind === 'number') return value.digits;
  if (value.kind === 'boolean') return String(value.value);
  return value.kind === 'minus' && value.value.kind === 'number' ? `-${value.value.digits}` : null;
}

function printOptions(name: string, options: Readonly<Record<string, string>>): readonly Argument[] {
  const signature = FILTERS.get(name);
  if (!signature) return [];
  let gap = false;
  return signature.parameters.flatMap((parameter, at): Argument[] => {
    const given = options[parameter.name];
    if (given === undefined || (given === parameter.standard && !parameter.required)) {
      gap = true;
      return [];
    }
    const value = printOption(parameter.kind, given);
    return gap || at >= signature.positional ? [{ name: parameter.name, value }] : [{ value }];
  });
}

function printOption(kind: FilterSignature['parameters'][number]['kind'], given: string): Expression {
  if (kind === 'boolean') return { kind: 'boolean', value: given === 'true' };
  const numeric = kind === 'integer' || (kind === 'literal' && /^-?(0|[1-9]\d*)(\.\d+)?$/.test(given));
  return numeric ? number(given) : text(given);
}

/** How a variable is shown where nobody said how: what a placeholder of its kind needs. */
export function standardFilters(kind: DataKind, format: string): readonly Applied[] {
  if (kind === 'money') return [{ name: 'money', options: {} }];
  if (isNumber(kind)) return [{ name: 'number', options: {} }];
  if (kind === 'date') return [{ name: 'date', options: { style: 'long' } }];
  if (kind === 'datetime') return [{ name: 'datetime', options: {} }];
  if (kind === 'time') return [{ name: 'time', options: {} }];
  if (kind === 'list') return [{ name: 'list', options: {} }];
  if (kind === 'object') return [{ name: 'name', options: {} }];
  if (format === 'iban' || format === 'phone') return [{ name: format, options: {} }];
  return format === 'country' ? [{ name: 'territory', options: {} }] : [];
}

/** The expression that shows a variable; one that may be missing shows nothing then. */
export function standardExpression(variable: Named): string {
  const filters = standardFilters(kindOfData(variable.kind), variable.format);
  return printFormatted({
    path: variable.spelled,
    filters,
    ...(variable.optional ? { missing: '' } : {}),
  });
}
