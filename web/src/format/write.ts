import { same } from './equal';
import { partId } from './ids';
import { isObject, kindOf } from './nodes';
import { inOrder } from './order';
import { printScalar, WIDTH } from './scalars';
import type { YamlItem, YamlMap, YamlNode, YamlPair } from './yaml';

type Plain = Readonly<Record<string, unknown>>;
type Scalar = string | number | boolean | null;

/** What a file was read from: its text, and where each mapping and list of what it says stands. */
export interface Origin {
  readonly text: string;
  readonly places: WeakMap<object, YamlNode>;
  /** The item of a list that a mapping stands in, and what stands between it and the item before. */
  readonly items: WeakMap<object, { readonly item: YamlItem; readonly lead: string }>;
  /** The nodes by their ids, wherever they stand. */
  readonly nodes: ReadonlyMap<string, Plain>;
  /** The ids that are written nowhere, but follow from where a node stands. */
  readonly derived: ReadonlySet<string>;
}

/**
 * Writes what a file is to say. Everything that says the same as before is copied from the text it was read from, with
 * its comments and quotes; the rest is printed as the library's own files are.
 */
export class Writer {
  constructor(
    private readonly origin: Origin | null,
    /** The derived ids that would come out differently, and have to be written down from now on. */
    private readonly named: ReadonlySet<string> = new Set(),
  ) {}

  /** A mapping as a block, each further line at column `at`. */
  mapping(value: Plain, before: Plain | undefined, at: number): string {
    const place = before && this.placeOf(before);
    if (!before || !this.origin || place?.type !== 'map' || place.flow)
      return inOrder(value)
        .map((key) => this.pair(key, value[key], undefined, at))
        .join(`\n${' '.repeat(at)}`);
    const shift = at - this.column(place.from);
    let out = '';
    for (const [index, part] of this.arranged(value, place).entries()) {
      const lead = part.pair && part.index > 0 && index > 0 ? this.leadOf(place.pairs, part.index) : '\n';
      if (index > 0) out += this.between(lead, shift, at);
      out +=
        part.pair && this.unchanged(value[part.key], before[part.key])
          ? this.slice(part.pair.from, part.pair.to, shift)
          : this.pair(part.key, value[part.key], before[part.key], at, place);
    }
    return out;
  }

  /** The keys to write, those that were there in their old order, new ones where a reader looks for them. */
  private arranged(value: Plain, place: YamlMap): { key: string; pair?: YamlPair; index: number }[] {
    const parts: { key: string; pair?: YamlPair; index: number }[] = place.pairs.flatMap((pair, index) =>
      value[pair.key] === undefined ? [] : [{ key: pair.key, pair, index }],
    );
    const order = inOrder(value);
    for (const key of order) {
      if (parts.some((part) => part.key === key)) continue;
      const before = order.slice(0, order.indexOf(key));
      const after = parts.findLastIndex((part) => before.includes(part.key));
      parts.splice(after + 1, 0, { key, index: -1 });
    }
    return parts;
  }

  private pair(key: string, value: unknown, before: unknown, at: number, within?: YamlMap): string {
    const name = /^[A-Za-z_][\w-]*$/.test(key) ? key : printScalar(key, 0, 0, true);
    const head = `${name}:`;
    const old = within?.pairs.find((pair) => pair.key === key)?.value;
    if (Array.isArray(value) && value.length > 0 && !this.fitsFlow(value, at + head.length + 1)) {
      const inner = old?.type === 'seq' && !old.flow && within ? this.indentOf(old, within) + at : at + 2;
      const list = this.sequence(value, Array.isArray(before) ? before : undefined, inner, true);
      return `${head}${list}`;
    }
    if (isObject(value) && Object.keys(value).length > 0 && !this.fitsFlow(value, at + head.length + 1)) {
      const inner = old?.type === 'map' && !old.flow && within ? this.indentOf(old, within) + at : at + 2;
      return `${head}\n${' '.repeat(inner)}${this.mapping(value, isObject(before) ? before : undefined, inner)}`;
    }
    return `${head} ${this.inline(value, at + head.length + 1, at + 2)}`;
  }

  private indentOf(inner: YamlNode, outer: YamlNode): number {
    return this.column(inner.from) - this.column(outer.from);
  }

  /** What stands in one line, or is a text. */
  private inline(value: unknown, at: number, indent: number): string {
    if (Array.isArray(value) || isObject(value)) return flow(value);
    return printScalar(value as Scalar, at, indent);
  }

  /** Lists of names, and short mappings of plain values, stand in one line. */
  private fitsFlow(value: unknown, at: number): boolean {
    const values = Array.isArray(value) ? value : Object.values(value as Plain);
    if (values.some((each) => Array.isArray(each) || isObject(each))) return false;
    if (values.some((each) => typeof each === 'string' && each.includes('\n'))) return false;
    if (!Array.isArray(value) && 'id' in (value as Plain)) return false;
    return at + flow(value).length <= WIDTH;
  }

  /** A list as a block, its hyphens at column `at`; `fresh` begins a line for the first. */
  private sequence(
    values: readonly unknown[],
    before: readonly unknown[] | undefined,
    at: number,
    fresh: boolean,
  ): string {
    const place = before && this.placeOf(before);
    const block = place?.type === 'seq' && !place.flow ? place : undefined;
    const pairs = this.matched(values, before ?? []);
    const airy = this.isAiry(before ?? []);
    let out = '';
    values.forEach((value, index) => {
      const old = pairs[index];
      const noted = isObject(old) || Array.isArray(old) ? this.origin?.items.get(old) : undefined;
      const shift = noted ? at - this.column(noted.item.from) : 0;
      const isFirst = index === 0;
      if (!isFirst || fresh) {
        const first = isFirst && block !== undefined && before !== undefined && before[0] === old;
        const lead =
          noted?.lead.includes('\n') && (!isFirst || first)
            ? noted.lead
            : noted
              ? comments(noted.lead)
              : null;
        out += this.between(lead ?? (airy && !isFirst ? '\n\n' : '\n'), shift, at);
      }
      const stays = noted !== undefined && this.unchanged(value, old, index);
      out += stays ? this.slice(noted.item.from, noted.item.to, shift) : this.item(value, old, at, index);
    });
    return out;
  }

  private item(value: unknown, before: unknown, at: number, index: number): string {
    if (Array.isArray(value)) {
      if (value.length === 0) return '- []';
      return `- ${this.sequence(value, Array.isArray(before) ? before : undefined, at + 2, false)}`;
    }
    if (isObject(value) && same(value, { id: partId(index), text: value.text }))
      return `- ${printScalar(value.text as Scalar, at + 2, at + 2)}`;
    if (isObject(value)) return `- ${this.mapping(value, isObject(before) ? before : undefined, at + 2)}`;
    return `- ${printScalar(value as Scalar, at + 2, at + 2)}`;
  }

  /** For each value of a list, what it was before: the same node or part wherever it stood, else what stood there. */
  private matched(values: readonly unknown[], before: readonly unknown[]): unknown[] {
    const left = new Set(before);
    const ids = new Map(before.flatMap((each) => (isObject(each) ? [[each.id, each] as const] : [])));
    const found = values.map((value) => {
      const id = isObject(value) && typeof value.id === 'string' ? value.id : null;
      const old =
        id === null
          ? [...left].find((each) => same(each, value))
          : (ids.get(id) ?? (kindOf(value) ? this.origin?.nodes.get(id) : undefined));
      left.delete(old);
      return old;
    });
    return values.map((value, index) => {
      if (found[index] !== undefined || (isObject(value) && 'id' in value)) return found[index];
      const there = before[index];
      if (there === undefined || !left.has(there)) return undefined;
      left.delete(there);
      return there;
    });
  }

  /** Whether blank lines stand between most items of a list. */
  private isAiry(before: readonly unknown[]): boolean {
    const leads = before
      .slice(1)
      .map((each) => (isObject(each) ? (this.origin?.items.get(each)?.lead ?? '') : ''));
    return leads.filter((lead) => /\n[ \t]*\n/.test(lead)).length * 2 > leads.length;
  }

  private unchanged(value: unknown, before: unknown, index?: number): boolean {
    return same(value, before) && !this.holdsNamed(value, index);
  }

  /** Whether an id in here has to be written that was not: of a node that moved, of a part that did. */
  private holdsNamed(value: unknown, index?: number): boolean {
    if (Array.isArray(value)) return value.some((each, at) => this.holdsNamed(each, at));
    if (!isObject(value)) return false;
    const { id } = value;
    if (typeof id === 'string') {
      if (this.named.has(id)) return true;
      const isPart = kindOf(value) === null && index !== undefined;
      if (isPart && id.startsWith('auto-') && id !== partId(index)) return true;
    }
    return Object.values(value).some((each) => this.holdsNamed(each));
  }

  private placeOf(value: object): YamlNode | undefined {
    return this.origin?.places.get(value);
  }

  private leadOf(pairs: readonly YamlPair[], index: number): string {
    const text = this.origin?.text ?? '';
    return text.slice(tail(text, pairs[index - 1]?.to ?? 0), pairs[index]?.from);
  }

  private column(at: number): number {
    return at - ((this.origin?.text ?? '').lastIndexOf('\n', at - 1) + 1);
  }

  /** A piece of the old text with its trailing comment, its further lines moved to the right by `shift`. */
  private slice(from: number, to: number, shift: number): string {
    const text = this.origin?.text ?? '';
    return shifted(text.slice(from, tail(text, to)), shift);
  }

  /** Line ends, blank lines and comments before something that stands at column `at`. */
  private between(lead: string, shift: number, at: number): string {
    const lines = lead.split('\n').slice(0, -1);
    return `${shifted(lines.join('\n'), shift)}\n${' '.repeat(at)}`;
  }
}

/** Move all lines but the first to the right, or to the left where `shift` is below 0. */
function shifted(text: string, shift: number): string {
  if (shift === 0) return text;
  const blanks = ' '.repeat(Math.max(shift, 0));
  return text
    .split('\n')
    .map((line, index) => {
      if (index === 0 || line === '') return line;
      return shift > 0 ? blanks + line : line.replace(new RegExp(`^ {0,${(-shift).toString()}}`), '');
    })
    .join('\n');
}

/** Where something ends with the comment that stands behind it in its line. */
export function tail(text: string, to: number): number {
  const comment = /^[ \t]+#[^\n]*/.exec(
    text.slice(to, !text.includes('\n', to) ? undefined : text.indexOf('\n', to)),
  );
  return to + (comment?.[0].length ?? 0);
}

/** What stands before an item that is moved to the front of a list: its comments without blank lines. */
function comments(lead: string): string {
  const lines = lead
    .split('\n')
    .slice(1, -1)
    .filter((line) => line.trim() !== '');
  return `\n${lines.map((line) => `${line}\n`).join('')}`;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (isObject(value))
    return `{${inOrder(value)
      .map((key) => `${printScalar(key, 0, 0, true)}: ${flow(value[key])}`)
      .join(', ')}}`;
  return printScalar(value as Scalar, 0, 0, true);
}
