import { tokens, type Token } from './lexer';
import { FILTERS } from './filters';
import {
  ExpressionError,
  type Argument,
  type CompareOperator,
  type Expression,
  type ExpressionFault,
  type TestName,
} from './tree';

const MAX_LENGTH = 2000;
const MAX_NESTING = 24;
const MAX_INDEX = 10_000;
const MAX_ITEMS = 50;

const RESERVED = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else']);
const CONSTANTS = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
]);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
const TESTS: readonly string[] = ['defined', 'undefined', 'none', 'empty', 'even', 'odd'];

/** Read an expression as Jinja2's parser does. Throws ExpressionError for what the rules do not allow. */
export function parseExpression(source: string): Expression {
  if (!source.trim()) throw new ExpressionError(0, 'empty');
  if (source.length > MAX_LENGTH) throw new ExpressionError(MAX_LENGTH, 'too-long');
  const parser = new Parser(tokens(source));
  const expression = parser.choice();
  parser.end();
  return expression;
}

/** The expression a text is, or null when it is none. */
export function readExpression(source: string): Expression | null {
  try {
    return parseExpression(source);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly all: readonly Token[]) {}

  private get next(): Token {
    return this.all[this.at] ?? { kind: 'end', value: '', at: 0 };
  }

  private fail(wrong: ExpressionFault, token = this.next): never {
    throw new ExpressionError(token.at, wrong, token.value);
  }

  private is(kind: Token['kind'], value: string): boolean {
    return this.next.kind === kind && this.next.value === value;
  }

  private take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  private skip(kind: Token['kind'], value: string): boolean {
    if (!this.is(kind, value)) return false;
    this.at += 1;
    return true;
  }

  private expect(sign: string): void {
    if (!this.skip('sign', sign)) throw new ExpressionError(this.next.at, 'expected', sign);
  }

  private deeper<T>(read: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_NESTING) this.fail('too-deep');
    const value = read();
    this.depth -= 1;
    return value;
  }

  end(): void {
    if (this.next.kind !== 'end') this.fail('left-over');
  }

  choice(): Expression {
    let then = this.junction('or');
    while (this.skip('name', 'if')) {
      const test = this.junction('or');
      const otherwise = this.skip('name', 'else') ? this.deeper(() => this.choice()) : null;
      then = { kind: 'choice', test, then, otherwise };
    }
    return then;
  }

  private junction(kind: 'and' | 'or'): Expression {
    const read = () => (kind === 'or' ? this.junction('and') : this.negation());
    const items = [read()];
    while (this.skip('name', kind)) items.push(read());
    const [only] = items;
    return only && items.length === 1 ? only : { kind, items };
  }

  private negation(): Expression {
    if (!this.is('name', 'not')) return this.comparison();
    this.take();
    return this.deeper(() => ({ kind: 'not', value: this.negation() }));
  }

  private comparison(): Expression {
    const left = this.sum();
    const operator = this.comparing();
    if (!operator) return left;
    const right = this.sum();
    const more = this.next;
    if (this.comparing()) this.fail('chain', more);
    return { kind: 'compare', operator, left, right };
  }

  private comparing(): CompareOperator | null {
    const { kind, value } = this.next;
    if (kind === 'sign' && COMPARISONS.has(value)) return this.take().value as CompareOperator;
    if (this.skip('name', 'in')) return 'in';
    const following = this.all[this.at + 1];
    if (this.is('name', 'not') && following?.kind === 'name' && following.value === 'in') {
      this.at += 2;
      return 'not in';
    }
    return null;
  }

  private sum(): Expression {
    return this.binary(['+', '-'], () =>
      this.binary(['~'], () => this.binary(['*', '/'], () => this.unary())),
    );
  }

  private binary(operators: readonly ('+' | '-' | '*' | '/' | '~')[], read: () => Expression): Expression {
    let left = read();
    for (;;) {
      const operator = operators.find((each) => this.is('sign', each));
      if (!operator) return left;
      this.take();
      left = { kind: 'arithmetic', operator, left, right: read() };
    }
  }

  private unary(): Expression {
    return this.filters(this.signed());
  }

  private signed(): Expression {
    if (!this.skip('sign', '-')) return this.postfix();
    return this.deeper(() => ({ kind: 'minus', value: this.signed() }));
  }

  private postfix(): Expression {
    const value = this.primary();
    const steps: (string | number)[] = [];
    const begun = this.next;
    for (;;) {
      if (this.skip('sign', '.')) steps.push(this.name());
      else if (this.skip('sign', '[')) steps.push(this.index());
      else if (this.is('sign', '(')) this.fail('call');
      else break;
    }
    if (value.kind === 'path') return { kind: 'path', steps: [...value.steps, ...steps] };
    if (!steps.length) return value;
    if (value.kind !== 'group') this.fail('index', begun);
    return { kind: 'part', of: value, steps };
  }

  private name(): string {
    const token = this.take();
    if (token.kind !== 'name' || token.value.startsWith('_') || token.value.length > 64)
      this.fail('name', token);
    return token.value;
  }

  private index(): number {
    const token = this.take();
    if (token.kind !== 'number' || !/^\d+$/.test(token.value) || Number(token.value) > MAX_INDEX)
      this.fail('index', token);
    this.expect(']');
    return Number(token.value);
  }

  private primary(): Expression {
    const token = this.next;
    if (token.kind === 'number') return { kind: 'number', digits: this.take().value };
    if (token.kind === 'text') {
      this.take();
      if (this.next.kind === 'text') this.fail('left-over');
      return { kind: 'text', value: token.value, quote: token.quote ?? "'" };
    }
    if (this.skip('sign', '(')) {
      const inner = this.deeper(() => this.choice());
      this.expect(')');
      return { kind: 'group', inner };
    }
    if (this.skip('sign', '[')) return this.list();
    if (token.kind !== 'name' || RESERVED.has(token.value)) this.fail('expected-value');
    const constant = CONSTANTS.get(token.value);
    if (constant !== undefined) {
      this.take();
      return { kind: 'boolean', value: constant };
    }
    if (token.value === 'none' || token.value === 'None') this.fail('expected-value');
    return { kind: 'path', steps: [this.name()] };
  }

  private list(): Expression {
    const items: Expression[] = [];
    const begun = this.next;
    while (!this.skip('sign', ']')) {
      if (items.length) this.expect(',');
      if (items.length && this.skip('sign', ']')) break;
      items.push(this.literal());
    }
    if (!items.length || items.length > MAX_ITEMS) this.fail('list', begun);
    return { kind: 'list', items };
  }

  /** A value that is written out; a sign may stand before a number. */
  private literal(): Expression {
    const token = this.next;
    const value = this.signed();
    const inner = value.kind === 'minus' ? value.value : value;
    const fits = value.kind === 'minus' ? ['number'] : ['number', 'text', 'boolean'];
    if (!fits.includes(inner.kind)) this.fail('list', token);
    return value;
  }

  private filters(value: Expression): Expression {
    for (;;) {
      if (this.skip('sign', '|')) value = this.filter(value);
      else if (this.skip('name', 'is')) value = this.test(value);
      else return value;
    }
  }

  private filter(value: Expression): Expression {
    const token = this.take();
    if (token.kind !== 'name' || !FILTERS.has(token.value)) this.fail('filter', token);
    const given: Argument[] = [];
    if (this.skip('sign', '(')) {
      while (!this.skip('sign', ')')) {
        if (given.length) this.expect(',');
        if (given.length && this.skip('sign', ')')) break;
        given.push(this.argument());
      }
    }
    return { kind: 'filter', name: token.value, arguments: given, value };
  }

  private argument(): Argument {
    const following = this.all[this.at + 1];
    if (this.next.kind !== 'name' || following?.kind !== 'sign' || following.value !== '=')
      return { value: this.literal() };
    const name = this.take().value;
    this.expect('=');
    return { name, value: this.literal() };
  }

  private test(value: Expression): Expression {
    const negated = this.skip('name', 'not');
    const token = this.take();
    if (token.kind !== 'name' || !TESTS.includes(token.value)) this.fail('test', token);
    // Jinja2 takes what follows a test for its argument, but for these; tests take none here.
    const { kind, value: following } = this.next;
    const argument = kind === 'text' || kind === 'number' || this.is('sign', '(') || this.is('sign', '[');
    if (argument || (kind === 'name' && !['and', 'or', 'else'].includes(following))) this.fail('test');
    return { kind: 'test', name: token.value as TestName, negated, value };
  }
}
