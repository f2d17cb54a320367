/**
 * The inline markup of templates and blocks, read and written as `content_blocks/markup.py` reads it:
 *
 *     **strong**   *emphasis*   [label](https://example.com)   {{ expression | filter }}
 *     ^[a footnote]   a backslash at the end of a line breaks the line   \* is a star
 */

export interface MarkupText {
  readonly kind: 'text';
  readonly text: string;
}
export interface MarkupPlaceholder {
  readonly kind: 'placeholder';
  readonly expression: string;
}
export interface MarkupSpan {
  readonly kind: 'strong' | 'emphasis' | 'footnote';
  readonly content: Markup;
}
export interface MarkupLink {
  readonly kind: 'link';
  readonly content: Markup;
  /** The address, placeholders in it written as `{{ expression }}`. */
  readonly url: string;
}
export interface MarkupBreak {
  readonly kind: 'break';
}
export type MarkupNode = MarkupText | MarkupPlaceholder | MarkupSpan | MarkupLink | MarkupBreak;
export type Markup = readonly MarkupNode[];

/** The text is not well-formed markup: at which character, and what is wrong. */
export class MarkupError extends Error {
  constructor(
    readonly at: number,
    readonly wrong: string,
  ) {
    super(`at character ${(at + 1).toString()}: ${wrong}`);
    this.name = 'MarkupError';
  }
}

const ESCAPABLE = new Set('\\*[](){}^_`#+-.!|~<>"\'&$%,/:;=?@');
const SPECIAL = /[\\*[\]{^\n]/g;
const MAX_DEPTH = 8;
// What Python's str.isspace holds for blank; JavaScript's \s differs in a few characters.
const BLANK = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export function isBlank(character: string | undefined): boolean {
  return character !== undefined && BLANK.test(character);
}

/** Take the blanks off both ends, as Python's str.strip does. */
export function strip(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text[from])) from += 1;
  while (to > from && isBlank(text[to - 1])) to -= 1;
  return text.slice(from, to);
}

/** Read a text into markup. Throws MarkupError. */
export function parseMarkup(text: string): Markup {
  return new Reader(text).inlines(0, '', 0)[0];
}

/** Read a text in which placeholders are all there is: addresses, payloads. Throws MarkupError. */
export function parsePlain(text: string): readonly (MarkupText | MarkupPlaceholder)[] {
  const reader = new Reader(text);
  const parts: (MarkupText | MarkupPlaceholder)[] = [];
  let at = 0;
  while (at < text.length) {
    const opening = text.indexOf('{{', at);
    if (opening === at) {
      const [placeholder, end] = reader.placeholder(at);
      parts.push(placeholder);
      at = end;
    } else {
      const end = opening < 0 ? text.length : opening;
      parts.push({ kind: 'text', text: text.slice(at, end) });
      at = end;
    }
  }
  return parts;
}

class Reader {
  private readonly labels: ReadonlyMap<number, number>;

  constructor(private readonly text: string) {
    this.labels = labelEnds(text);
  }

  inlines(start: number, closing: string, depth: number): [Markup, number] {
    if (depth > MAX_DEPTH) throw new MarkupError(start, 'markup is nested more than 8 deep');
    const nodes: MarkupNode[] = [];
    const words: string[] = [];
    let at = start;
    while (at < this.text.length) {
      if (closing && this.closes(at, closing)) {
        flush(words, nodes);
        return [nodes, at + closing.length];
      }
      const [node, next] = this.next(at, words, depth);
      at = next;
      if (node) {
        flush(words, nodes);
        nodes.push(node);
      }
    }
    if (closing) throw new MarkupError(start - 1, `what ${closing} should close is never closed`);
    flush(words, nodes);
    return [nodes, at];
  }

  private closes(at: number, closing: string): boolean {
    if (!this.text.startsWith(closing, at)) return false;
    if (closing === '*' && this.text.startsWith('**', at)) return this.text.startsWith('***', at);
    return closing === ']' || !isBlank(this.text[at - 1]);
  }

  private next(at: number, words: string[], depth: number): [MarkupNode | null, number] {
    const text = this.text;
    if (text.startsWith('{{', at)) return this.placeholder(at);
    if (text.startsWith('^[', at)) return this.footnote(at, depth);
    const character = text[at];
    if (character === '\\') return this.escape(at, words);
    if (character === '\n') {
      words.push(' ');
      return [null, at + 1];
    }
    if (character === '*' && this.opens(at)) {
      const marker = text.startsWith('**', at) ? '**' : '*';
      const [content, end] = this.inlines(at + marker.length, marker, depth + 1);
      return [{ kind: marker === '**' ? 'strong' : 'emphasis', content }, end];
    }
    const labelEnd = character === '[' ? this.labels.get(at) : undefined;
    if (labelEnd !== undefined) return this.link(at, labelEnd, depth);
    if (text.startsWith('{%', at) || text.startsWith('{#', at))
      throw new MarkupError(at, 'there are no statements or comments in texts');
    SPECIAL.lastIndex = at + 1;
    const end = SPECIAL.exec(text)?.index ?? text.length;
    words.push(text.slice(at, end));
    return [null, end];
  }

  private opens(at: number): boolean {
    const after = this.text[this.text.startsWith('**', at) ? at + 2 : at + 1];
    return after !== undefined && !isBlank(after);
  }

  private escape(at: number, words: string[]): [MarkupNode | null, number] {
    const following = this.text[at + 1];
    if (following === '\n') return [{ kind: 'break' }, at + 2];
    if (following === undefined || !ESCAPABLE.has(following))
      throw new MarkupError(at, 'a backslash stands before nothing it can escape');
    words.push(following);
    return [null, at + 2];
  }

  private footnote(at: number, depth: number): [MarkupNode, number] {
    const [content, end] = this.inlines(at + 2, ']', depth + 1);
    if (holds(content, 'footnote')) throw new MarkupError(at, 'a footnote stands inside a footnote');
    if (content.length === 0) throw new MarkupError(at, 'the footnote is empty');
    return [{ kind: 'footnote', content }, end];
  }

  placeholder(at: number): [MarkupPlaceholder, number] {
    const end = placeholderEnd(this.text, at);
    if (end === null) throw new MarkupError(at, "'{{' is never closed");
    const expression = strip(this.text.slice(at + 2, end - 2));
    if (!expression) throw new MarkupError(at, '{{ }} is empty');
    return [{ kind: 'placeholder', expression }, end];
  }

  private link(at: number, labelEnd: number, depth: number): [MarkupLink, number] {
    const [content, after] = this.inlines(at + 1, ']', depth + 1);
    if (holds(content, 'link')) throw new MarkupError(at, 'a link stands inside a link');
    if (after !== labelEnd + 1) throw new MarkupError(at, 'the brackets of the link do not match');
    const [url, end] = this.address(after + 1);
    if (end >= this.text.length) throw new MarkupError(at, 'the address of the link is never closed');
    if (content.length === 0 || !url) throw new MarkupError(at, 'a link needs words and an address');
    return [{ kind: 'link', content, url }, end + 1];
  }

  private address(start: number): [string, number] {
    const parts: string[] = [];
    let at = start;
    while (at < this.text.length && this.text[at] !== ')') {
      if (this.text.startsWith('{{', at)) {
        const [placeholder, end] = this.placeholder(at);
        parts.push(`{{ ${placeholder.expression} }}`);
        at = end;
        continue;
      }
      let stop = at;
      while (stop < this.text.length && this.text[stop] !== ')' && !this.text.startsWith('{{', stop))
        stop += 1;
      parts.push(strip(this.text.slice(at, stop)));
      at = stop;
    }
    return [parts.join(''), at];
  }
}

function placeholderEnd(text: string, at: number): number | null {
  let quote = '';
  let index = at + 2;
  while (index < text.length) {
    const character = text[index] ?? '';
    if (quote) {
      if (character === '\\') index += 1;
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (text.startsWith('}}', index)) return index + 2;
    index += 1;
  }
  return null;
}

/** The brackets that open a link's label, and where each is closed by `](`. */
function labelEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  if (!text.includes('](')) return ends;
  const open: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === '\\') index += 1;
    else if (text.startsWith('{{', index)) index = (placeholderEnd(text, index) ?? text.length) - 1;
    else if (character === '[') open.push(index);
    else if (character === ']') {
      const start = open.pop();
      if (start !== undefined && text.startsWith('](', index)) ends.set(start, index);
    }
  }
  return ends;
}

function holds(markup: Markup, kind: 'link' | 'footnote'): boolean {
  return markup.some((node) => node.kind === kind || ('content' in node && holds(node.content, kind)));
}

function flush(words: string[], nodes: MarkupNode[]): void {
  if (words.length > 0) nodes.push({ kind: 'text', text: words.join('') });
  words.length = 0;
}

/** Markup that reads back as `markup`. What cannot stand in it (blanks at the ends of a span) must not be in it. */
export function printMarkup(markup: Markup): string {
  return markup
    .map((node, index) => {
      if (node.kind === 'text') return escapeWords(node.text, index < markup.length - 1);
      if (node.kind === 'placeholder') return `{{ ${node.expression} }}`;
      if (node.kind === 'break') return '\\\n';
      const inner = printMarkup(node.content);
      if (node.kind === 'link') return `[${inner}](${node.url})`;
      if (node.kind === 'footnote') return `^[${inner}]`;
      return node.kind === 'strong' ? `**${inner}**` : `*${inner}*`;
    })
    .join('');
}

/** Markup that reads back as exactly these words; `followed` says that something stands behind them. */
export function escapeWords(text: string, followed = false): string {
  const end = followed ? '$' : '(?!)';
  return text
    .replace(/\n/g, ' ')
    .replace(/[\\*[\]]/g, '\\$&')
    .replace(new RegExp(`\\{(?=[{%#]|${end})`, 'g'), '\\{')
    .replace(new RegExp(`\\^(?=\\\\\\[|${end})`, 'g'), '\\^');
}

/** Every expression in a text, addresses and footnotes included, in reading order. */
export function expressionsIn(markup: Markup): string[] {
  return markup.flatMap((node) => {
    if (node.kind === 'placeholder') return [node.expression];
    if (node.kind === 'link') return [...expressionsIn(node.content), ...plainExpressions(node.url)];
    return 'content' in node ? expressionsIn(node.content) : [];
  });
}

function plainExpressions(text: string): string[] {
  return parsePlain(text).flatMap((part) => (part.kind === 'placeholder' ? [part.expression] : []));
}
