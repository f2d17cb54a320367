import { ExpressionError } from './tree';

export interface Token {
  readonly kind: 'name' | 'number' | 'text' | 'sign' | 'end';
  readonly value: string;
  readonly at: number;
  readonly quote?: "'" | '"';
}

const SIGNS = [
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '|',
  '(',
  ')',
  '[',
  ']',
  ',',
  '.',
  '=',
  '+',
  '-',
  '*',
  '/',
  '~',
];
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?/y;
const BLANK = /\s+/y;
const ESCAPES: Readonly<Record<string, string>> = { "'": "'", '"': '"', '\\': '\\' };

/** Cut an expression into tokens, the last of them the end. Throws ExpressionError. */
export function tokens(source: string): readonly Token[] {
  const found: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    return pattern.exec(source)?.[0] ?? null;
  };
  while (at < source.length) {
    const blank = match(BLANK);
    if (blank !== null) {
      at += blank.length;
      continue;
    }
    const token = textAt(source, at) ?? word(match, at) ?? signAt(source, at);
    found.push(token.token);
    at = token.end;
  }
  found.push({ kind: 'end', value: '', at });
  return found;
}

interface Read {
  readonly token: Token;
  readonly end: number;
}

function word(match: (pattern: RegExp) => string | null, at: number): Read | null {
  for (const [kind, pattern] of [
    ['name', NAME],
    ['number', NUMBER],
  ] as const) {
    const value = match(pattern);
    if (value !== null) return { token: { kind, value, at }, end: at + value.length };
  }
  return null;
}

function signAt(source: string, at: number): Read {
  const sign = SIGNS.find((each) => source.startsWith(each, at));
  // `**`, `//` and `%` exist in Jinja2 and not here.
  if (sign === undefined || ((sign === '*' || sign === '/') && source[at + 1] === sign))
    throw new ExpressionError(at, 'character', source[at] ?? '');
  return { token: { kind: 'sign', value: sign, at }, end: at + sign.length };
}

function textAt(source: string, at: number): Read | null {
  const quote = source[at];
  if (quote !== "'" && quote !== '"') return null;
  let value = '';
  let index = at + 1;
  for (;;) {
    const character = source[index];
    if (character === undefined) throw new ExpressionError(at, 'open-text');
    if (character === quote) break;
    if (character === '\\') {
      const escaped = ESCAPES[source[index + 1] ?? ''];
      if (escaped === undefined) throw new ExpressionError(index, 'escape');
      value += escaped;
      index += 2;
    } else {
      value += character;
      index += 1;
    }
  }
  return { token: { kind: 'text', value, at, quote }, end: index + 1 };
}
