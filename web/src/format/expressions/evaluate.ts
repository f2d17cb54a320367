import { writeValue } from './shown';
import type { Argument, Comparison, Expression, Test } from './tree';
import { isMoney, NoValueError, numeric } from './values';

/**
 * What an expression gives on a record, for showing an author what a reader will see: the server has the last word.
 * Values are as JSON has them; an amount of money is `{amount, currency}`, a missing value is undefined.
 */
export type Value = unknown;
export type Scope = Readonly<Record<string, unknown>>;

/** Evaluate for a language (BCP 47). Throws NoValueError where a value is missing, or does not fit. */
export function evaluate(expression: Expression, scope: Scope, locale: string): Value {
  const of = (inner: Expression) => evaluate(inner, scope, locale);
  switch (expression.kind) {
    case 'path':
      return expression.steps.reduce<Value>((value, step) => part(value, step), scope);
    case 'part':
      return expression.steps.reduce<Value>((value, step) => part(value, step), of(expression.of));
    case 'text':
    case 'boolean':
      return expression.value;
    case 'number':
      return Number(expression.digits);
    case 'list':
      return expression.items.map(of);
    case 'group':
      return of(expression.inner);
    case 'minus':
      return -numeric(of(expression.value));
    case 'not':
      return !truth(of(expression.value));
    case 'and':
      return expression.items.every((item) => truth(of(item)));
    case 'or':
      return expression.items.some((item) => truth(of(item)));
    case 'choice': {
      if (truth(of(expression.test))) return of(expression.then);
      return expression.otherwise ? of(expression.otherwise) : '';
    }
    case 'test':
      return tested(expression, of(expression.value));
    case 'compare':
      return compared(expression, present(of(expression.left)), present(of(expression.right)));
    case 'arithmetic': {
      const left = present(of(expression.left));
      const right = present(of(expression.right));
      return expression.operator === '~'
        ? shownText(left) + shownText(right)
        : reckoned(expression.operator, left, right);
    }
    case 'filter': {
      const value = of(expression.value);
      const given = (at: number, name: string) => argument(expression.arguments, at, name);
      if (expression.name === 'default') return value ?? given(0, 'value');
      return filtered(expression.name, present(value), given, expression.arguments, locale);
    }
  }
}

/** The same, or undefined where there is no value. */
export function valueOf(expression: Expression | null, scope: Scope, locale: string): Value {
  if (!expression) return undefined;
  try {
    return evaluate(expression, scope, locale);
  } catch (error) {
    if (error instanceof NoValueError || error instanceof RangeError) return undefined;
    throw error;
  }
}

function part(value: Value, step: string | number): Value {
  if (Array.isArray(value) && typeof step === 'number') return value[step] ?? undefined;
  if (typeof value === 'object' && value !== null && Object.hasOwn(value, step))
    return (value as Record<string, unknown>)[step] ?? undefined;
  return undefined;
}

function present(value: Value): Value {
  if (value === undefined || value === null) throw new NoValueError('missing');
  return value;
}

function truth(value: Value): boolean {
  if (typeof value !== 'boolean') throw new NoValueError('no condition');
  return value;
}

function shownText(value: Value): string {
  if (typeof value !== 'string') throw new NoValueError('no text');
  return value;
}

function tested({ name, negated }: Test, value: Value): boolean {
  const holds = () => {
    switch (name) {
      case 'defined':
        return value !== undefined && value !== null;
      case 'undefined':
      case 'none':
        return value === undefined || value === null;
      case 'empty':
        return (present(value) as string | unknown[]).length === 0;
      case 'even':
        return numeric(present(value)) % 2 === 0;
      case 'odd':
        return numeric(present(value)) % 2 !== 0;
    }
  };
  return holds() !== negated;
}

function compared({ operator }: Comparison, left: Value, right: Value): boolean {
  if (operator === 'in' || operator === 'not in') {
    const found = Array.isArray(right)
      ? right.some((item) => same(left, item))
      : shownText(right).includes(shownText(left));
    return found === (operator === 'in');
  }
  if (operator === '==' || operator === '!=') return same(left, right) === (operator === '==');
  const [first, second] =
    typeof left === 'string' && typeof right === 'string' && !isNumeric(left, right)
      ? [left, right]
      : [numeric(left), numeric(right)];
  if (operator === '<') return first < second;
  if (operator === '<=') return first <= second;
  return operator === '>' ? first > second : first >= second;
}

function isNumeric(...values: readonly string[]): boolean {
  return values.every((value) => /^-?\d+(\.\d+)?$/.test(value));
}

function same(left: Value, right: Value): boolean {
  if (isMoney(left) && isMoney(right))
    return left.currency === right.currency && numeric(left) === numeric(right);
  if (typeof left === 'number' || typeof right === 'number') return numeric(left) === numeric(right);
  return left === right;
}

function reckoned(operator: '+' | '-' | '*' | '/', left: Value, right: Value): Value {
  const [first, second] = [numeric(left), numeric(right)];
  const made =
    operator === '+' ? first + second
    : operator === '-' ? first - second
    : operator === '*' ? first * second
    : first / second; // prettier-ignore
  if (!Number.isFinite(made)) throw new NoValueError('no number');
  const money = [left, right].find(isMoney);
  // Binary fractions leave a trace behind the digits that anybody would write.
  const exact = Number(made.toPrecision(15));
  return money ? { ...money, amount: exact } : exact;
}

function argument(given: readonly Argument[], at: number, name: string): Value {
  const found =
    given.find((each) => each.name === name) ?? given.filter((each) => each.name === undefined)[at];
  return found ? evaluate(found.value, {}, 'en') : undefined;
}

type Given = (at: number, name: string) => Value;

function filtered(name: string, value: Value, given: Given, all: readonly Argument[], locale: string): Value {
  switch (name) {
    case 'amount':
      return numeric(value);
    case 'abs':
      return withNumber(value, Math.abs);
    case 'negate':
      return withNumber(value, (number) => -number);
    case 'round':
      return withNumber(value, (number) => Number(number.toFixed(Number(given(0, 'digits') ?? 0))));
    case 'add_days': {
      const day = new Date(`${shownText(value).slice(0, 10)}T00:00:00Z`);
      day.setUTCDate(day.getUTCDate() + Number(given(0, 'days')));
      return day.toISOString().slice(0, 10);
    }
    case 'upper':
      return shownText(value).toLocaleUpperCase(locale);
    case 'lower':
      return shownText(value).toLocaleLowerCase(locale);
    case 'trim':
      return shownText(value).trim();
    default:
      if (Array.isArray(value)) return listed(name, value, given, locale);
      return writeValue(name, value, Object.fromEntries(named(name, all)), locale);
  }
}

function named(filter: string, all: readonly Argument[]): readonly [string, Value][] {
  const first =
    filter === 'number' || filter === 'percent' ? 'decimals' : filter === 'unit' ? 'unit' : 'style';
  return all.map(({ name, value }) => [name ?? first, evaluate(value, {}, 'en')]);
}

function withNumber(value: Value, change: (number: number) => number): Value {
  const made = change(numeric(value));
  return isMoney(value) ? { ...value, amount: made } : made;
}

function listed(name: string, items: readonly unknown[], given: Given, locale: string): Value {
  const attribute = given(0, 'attribute');
  const field = (item: unknown) => (typeof attribute === 'string' ? part(item, attribute) : item);
  switch (name) {
    case 'count':
      return items.length;
    case 'first':
      return items[0];
    case 'last':
      return items.at(-1);
    case 'map':
      return items.map((item) => present(field(item)));
    case 'join':
      return items.map(shownText).join(String(given(0, 'separator')));
    case 'where':
      return items.filter((item) => field(item) !== undefined && same(field(item), given(1, 'wanted')));
    case 'sum':
      return summed(items.map((item) => present(field(item))));
    case 'sort': {
      const made = [...items].sort((left, right) => order(present(field(left)), present(field(right))));
      return given(1, 'reverse') === true ? made.reverse() : made;
    }
    default:
      return writeValue(name, items, { style: given(0, 'style') }, locale);
  }
}

function summed(values: readonly unknown[]): Value {
  const total = Number(values.reduce<number>((sum, value) => sum + numeric(value), 0).toPrecision(15));
  const money = values.find(isMoney);
  return money ? { ...money, amount: total } : total;
}

function order(left: unknown, right: unknown): number {
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right);
  return numeric(left) - numeric(right);
}
