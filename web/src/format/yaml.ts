import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node, type Pair } from 'yaml';

/**
 * YAML as the project writes it (`content_blocks/strict_yaml.py`), with the place of everything in it, so that what
 * does not change can be written back as it was. `from` and `to` are places in the text; trailing comments are not
 * within them.
 */
export type YamlNode = YamlScalar | YamlMap | YamlSeq;

interface Placed {
  readonly from: number;
  readonly to: number;
}
export interface YamlScalar extends Placed {
  readonly type: 'scalar';
  readonly value: string | number | boolean | null;
}
export interface YamlPair extends Placed {
  readonly key: string;
  readonly value: YamlNode;
}
export interface YamlMap extends Placed {
  readonly type: 'map';
  readonly flow: boolean;
  readonly pairs: readonly YamlPair[];
}
/** An item from its hyphen on. */
export interface YamlItem extends Placed {
  readonly value: YamlNode;
}
export interface YamlSeq extends Placed {
  readonly type: 'seq';
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

/** The text is not the subset of YAML that files are written in. */
export class YamlError extends Error {
  constructor(
    readonly line: number,
    readonly wrong: string,
  ) {
    super(`line ${line.toString()}: ${wrong}`);
    this.name = 'YamlError';
  }
}

const INTEGER = /^[-+]?(0|[1-9][0-9]*)$/;
const DECIMAL = /^[-+]?(0|[1-9][0-9]*)\.[0-9]+$/;
const WORDS: Readonly<Record<string, null | boolean>> = {
  '': null,
  null: null,
  '~': null,
  true: true,
  false: false,
};

/** Read one document. Throws YamlError. */
export function readYaml(text: string): YamlNode {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: 'failsafe',
    keepSourceTokens: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const [error] = document.errors;
  if (error) throw new YamlError(lines.linePos(error.pos[0]).line, error.message);
  if (!document.contents) throw new YamlError(1, 'the file is empty');
  return new Placer(text, lines).node(document.contents);
}

/** What an unquoted scalar means. */
export function meaning(text: string): string | number | boolean | null {
  if (Object.hasOwn(WORDS, text)) return WORDS[text] ?? null;
  if ((INTEGER.test(text) && text.length < 16) || DECIMAL.test(text)) return Number(text);
  return text;
}

class Placer {
  constructor(
    private readonly text: string,
    private readonly lines: LineCounter,
  ) {}

  node(node: Node): YamlNode {
    if (isAlias(node) || ('anchor' in node && node.anchor) || node.tag)
      throw this.error(node, 'anchors, aliases and tags are not allowed; write the content out');
    if (isScalar(node)) return this.scalar(node);
    if (isMap(node)) return this.map(node.items as Pair<Node, Node | null>[], node);
    if (isSeq(node)) return this.seq(node.items as (Node | null)[], node);
    throw this.error(node, 'this cannot be read');
  }

  private scalar(node: Node & { type?: string; source?: string; value: unknown }): YamlScalar {
    const [from, end] = node.range ?? [0, 0];
    const block = node.type?.startsWith('BLOCK') ?? false;
    const value = typeof node.value === 'string' ? node.value : '';
    return {
      type: 'scalar',
      value: node.type === 'PLAIN' || node.type === undefined ? meaning(value) : value,
      from,
      to: block ? this.blockEnd(from, end) : end,
    };
  }

  /** Where the last line of a block scalar ends; blank lines behind it are not its own, unless it keeps them (`+`). */
  private blockEnd(from: number, end: number): number {
    const header = /^[|>][^\n]*/.exec(this.text.slice(from))?.[0] ?? '';
    if (header.slice(0, 3).includes('+')) return this.text[end - 1] === '\n' ? end - 1 : end;
    return from + this.text.slice(from, end).replace(/\s+$/, '').length;
  }

  private map(items: readonly Pair<Node, Node | null>[], node: Node): YamlMap {
    const [from, end] = node.range ?? [0, 0];
    const flow = this.text[from] === '{';
    const pairs = items.map((pair): YamlPair => {
      if (!isScalar(pair.key)) throw this.error(node, 'a key is a word or a text');
      const [keyFrom, keyEnd] = pair.key.range ?? [0, 0];
      const key = typeof pair.key.value === 'string' ? pair.key.value : '';
      const value: YamlNode = pair.value
        ? this.node(pair.value)
        : { type: 'scalar', value: null, from: keyEnd + 1, to: keyEnd + 1 };
      return { key, value, from: keyFrom, to: Math.max(value.to, keyEnd + 1) };
    });
    return { type: 'map', flow, pairs, from, to: flow ? end : (pairs.at(-1)?.to ?? end) };
  }

  private seq(values: readonly (Node | null)[], node: Node): YamlSeq {
    const [from, end] = node.range ?? [0, 0];
    const flow = this.text[from] === '[';
    const hyphens = flow ? [] : this.hyphens(node);
    const items = values.map((each, index): YamlItem => {
      const start = hyphens[index] ?? each?.range?.[0] ?? from;
      const value: YamlNode = each
        ? this.node(each)
        : { type: 'scalar', value: null, from: start + 1, to: start + 1 };
      return { value, from: flow ? value.from : start, to: Math.max(value.to, start + 1) };
    });
    return { type: 'seq', flow, items, from, to: flow ? end : (items.at(-1)?.to ?? end) };
  }

  private hyphens(node: Node): number[] {
    const token = node.srcToken;
    if (token?.type !== 'block-seq') return [];
    return token.items.flatMap((item) =>
      item.start.filter(({ type }) => type === 'seq-item-ind').map(({ offset }) => offset),
    );
  }

  private error(node: Node, wrong: string): YamlError {
    return new YamlError(this.lines.linePos(node.range?.[0] ?? 0).line, wrong);
  }
}
