/**
 * Expressions as trees. They are Jinja2's without calls, as `templates_repo/expressions.py` lets them through.
 * What is written in parentheses keeps them (`group`), and literals keep their spelling, so that what was read is
 * printed as it was, but for blanks.
 */

export interface Path {
  readonly kind: 'path';
  /** Names, and places in lists: `lines[0].amount` is `['lines', 0, 'amount']`. */
  readonly steps: readonly (string | number)[];
}
export interface TextLiteral {
  readonly kind: 'text';
  readonly value: string;
  readonly quote: "'" | '"';
}
export interface NumberLiteral {
  readonly kind: 'number';
  /** Digits, with a point where there is one: numbers are exact, so they are never made a float. */
  readonly digits: string;
}
export interface BooleanLiteral {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface ListLiteral {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';
export interface Comparison {
  readonly kind: 'compare';
  readonly operator: CompareOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export type TestName = 'defined' | 'undefined' | 'none' | 'empty' | 'even' | 'odd';
export interface Test {
  readonly kind: 'test';
  readonly name: TestName;
  readonly negated: boolean;
  readonly value: Expression;
}
export interface Argument {
  /** The parameter, where the argument is given by name. */
  readonly name?: string;
  readonly value: Expression;
}
export interface Filter {
  readonly kind: 'filter';
  readonly name: string;
  readonly arguments: readonly Argument[];
  readonly value: Expression;
}
export interface Negation {
  readonly kind: 'not';
  readonly value: Expression;
}
export interface Junction {
  readonly kind: 'and' | 'or';
  readonly items: readonly Expression[];
}
export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-' | '*' | '/' | '~';
  readonly left: Expression;
  readonly right: Expression;
}
export interface Minus {
  readonly kind: 'minus';
  readonly value: Expression;
}
export interface Choice {
  readonly kind: 'choice';
  readonly test: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | null;
}
export interface Group {
  readonly kind: 'group';
  readonly inner: Expression;
}

/** A field or item of what is made by an expression: `(lines | first).amount`. */
export interface Part {
  readonly kind: 'part';
  readonly of: Group;
  readonly steps: readonly (string | number)[];
}

export type Expression =
  | Path
  | Part
  | TextLiteral
  | NumberLiteral
  | BooleanLiteral
  | ListLiteral
  | Comparison
  | Test
  | Filter
  | Negation
  | Junction
  | Arithmetic
  | Minus
  | Choice
  | Group;

/** The text is no expression that the rules allow: where, and what is wrong (a key of the words of the panels). */
export class ExpressionError extends Error {
  constructor(
    readonly at: number,
    readonly wrong: ExpressionFault,
    readonly found = '',
  ) {
    super(`at character ${(at + 1).toString()}: ${wrong}${found && ` (${found})`}`);
    this.name = 'ExpressionError';
  }
}

export type ExpressionFault =
  | 'empty'
  | 'too-long'
  | 'too-deep'
  | 'character'
  | 'open-text'
  | 'escape'
  | 'expected-value'
  | 'expected'
  | 'left-over'
  | 'name'
  | 'index'
  | 'chain'
  | 'call'
  | 'filter'
  | 'test'
  | 'list';

/** A path as it is written: `lines[0].amount`. */
export function pathText(steps: readonly (string | number)[]): string {
  return partText(steps).replace(/^\./, '');
}

/** What is written behind a value to name a part of it: `[0].amount`. */
export function partText(steps: readonly (string | number)[]): string {
  return steps.map((step) => (typeof step === 'number' ? `[${step.toString()}]` : `.${step}`)).join('');
}

/** What stands in parentheses, without them. */
export function bare(expression: Expression): Expression {
  return expression.kind === 'group' ? bare(expression.inner) : expression;
}

/** The path an expression is, or null when it is anything else. */
export function pathOf(expression: Expression): string | null {
  const inner = bare(expression);
  return inner.kind === 'path' ? pathText(inner.steps) : null;
}

/** A path from its text, such as `customer.name`. Only for texts that were paths. */
export function path(text: string): Path {
  const steps = text
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  return { kind: 'path', steps };
}

export function text(value: string): TextLiteral {
  return { kind: 'text', value, quote: value.includes("'") && !value.includes('"') ? '"' : "'" };
}

export function number(digits: string): Expression {
  return digits.startsWith('-')
    ? { kind: 'minus', value: { kind: 'number', digits: digits.slice(1) } }
    : { kind: 'number', digits };
}
