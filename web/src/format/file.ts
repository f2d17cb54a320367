import { same } from './equal';
import { DERIVED_ID_PREFIX, withIds } from './ids';
import { isObject, kindOf, walk, type SourceNode } from './nodes';
import { tail, Writer, type Origin } from './write';
import { readYaml, YamlError, type YamlItem, type YamlNode } from './yaml';

/** What `template.yaml` or `block.yaml` says. */
export interface Definition {
  readonly content: readonly SourceNode[];
  readonly [name: string]: unknown;
}

/** A definition that was read from a file, and can be written back with all that did not change as it was. */
export class SourceFile {
  private constructor(
    readonly text: string,
    readonly definition: Definition,
    private readonly origin: Origin,
  ) {}

  /** Read a file. Throws YamlError. */
  static read(text: string): SourceFile {
    const unix = text.replaceAll('\r\n', '\n');
    const root = readYaml(unix);
    if (root.type !== 'map') throw new YamlError(1, 'a file is a mapping: names with what they stand for');
    const reading = new Reading(unix);
    const raw = reading.plain(root) as Record<string, unknown>;
    const { content } = raw;
    if (!Array.isArray(content)) throw new YamlError(1, "there is no list of nodes under 'content'");
    const definition = { ...raw, content: withIds(content, reading.noted) } as Definition;
    reading.noted(definition, raw);
    return new SourceFile(text, definition, reading.origin(definition));
  }

  /** The text of the file with another definition. What cannot be kept as it was is printed anew. */
  write(definition: Definition): string {
    if (same(definition, this.definition)) return this.text;
    const named = this.named(definition.content);
    const written = this.whole(new Writer(this.origin, named).mapping(definition, this.definition, 0));
    const sound = says(written, definition)
      ? written
      : this.whole(new Writer(null).mapping(definition, undefined, 0));
    return this.text.includes('\r\n') ? sound.replaceAll('\n', '\r\n') : sound;
  }

  /** What stands before the first key and behind the last one stays. */
  private whole(body: string): string {
    const root = this.origin.places.get(this.definition);
    const { text } = this.origin;
    const before = text.slice(0, root?.from ?? 0);
    const after = text.slice(tail(text, root?.to ?? text.length)) || '\n';
    return `${before}${body}${after}`;
  }

  /** The derived ids that would be others when the nodes stood like this. */
  private named(nodes: readonly SourceNode[]): ReadonlySet<string> {
    const named = new Set<string>();
    const counts = new Map<string, number>();
    for (const node of walk(nodes)) {
      const kind = kindOf(node);
      if (!kind || !this.origin.derived.has(node.id)) continue;
      const stays = same(node, this.origin.nodes.get(node.id));
      const count = (counts.get(kind) ?? 0) + 1;
      const isDerived = node.id === `${DERIVED_ID_PREFIX}${kind.replaceAll('_', '-')}-${count.toString()}`;
      if (stays && (isDerived || !node.id.startsWith(DERIVED_ID_PREFIX))) counts.set(kind, count);
      else named.add(node.id);
    }
    return named;
  }
}

/** The text of a new file. */
export function printDefinition(definition: Definition): string {
  return `${new Writer(null).mapping(definition, undefined, 0)}\n`;
}

function says(text: string, definition: Definition): boolean {
  try {
    return same(SourceFile.read(text).definition, definition);
  } catch (error) {
    if (error instanceof YamlError) return false;
    throw error;
  }
}

/** Makes plain values of what was read, and remembers where each stands. */
class Reading {
  private readonly places = new WeakMap<object, YamlNode>();
  private readonly items = new WeakMap<object, { item: YamlItem; lead: string }>();
  private readonly texts = new WeakMap<object, { item: YamlItem; lead: string }[]>();
  private readonly derived = new Set<string>();

  constructor(private readonly text: string) {}

  plain(node: YamlNode): unknown {
    if (node.type === 'scalar') return node.value;
    if (node.type === 'map') {
      const value: Record<string, unknown> = {};
      for (const pair of node.pairs) value[pair.key] = this.plain(pair.value);
      this.places.set(value, node);
      return value;
    }
    const placed = node.items.map((item, index) => {
      const value = this.plain(item.value);
      const before = node.items[index - 1];
      const from = before ? tail(this.text, before.to) : this.lineBefore(node.from);
      const at = { item, lead: this.text.slice(from, item.from) };
      if (typeof value === 'object' && value !== null && !node.flow) this.items.set(value, at);
      return [value, at] as const;
    });
    const values = placed.map(([value]) => value);
    this.places.set(values, node);
    if (!node.flow)
      this.texts.set(
        values,
        placed.map(([, each]) => each),
      );
    return values;
  }

  /** The end of the last line with content before a list; the list's own place, when it begins in the same line. */
  private lineBefore(from: number): number {
    const start = this.text.lastIndexOf('\n', from - 1) + 1;
    if (this.text.slice(start, from).trim() !== '') return from;
    let at = start - 1;
    for (;;) {
      const line = this.text.lastIndexOf('\n', at - 1) + 1;
      const words = this.text.slice(line, at).trim();
      if (at <= 0 || (words !== '' && !words.startsWith('#'))) return Math.max(at, 0);
      at = line - 1;
    }
  }

  readonly noted = (made: object, from: object, index?: number): void => {
    if (index !== undefined) {
      const text = this.texts.get(from)?.[index];
      if (text) this.items.set(made, text);
      return;
    }
    const place = this.places.get(from);
    if (place) this.places.set(made, place);
    const item = this.items.get(from);
    if (item) this.items.set(made, item);
    if (isObject(made) && isObject(from) && !('id' in from) && typeof made.id === 'string')
      this.derived.add(made.id);
  };

  origin(definition: Definition): Origin {
    const nodes = new Map(
      [...walk(definition.content)].map((node) => [
        node.id,
        node as unknown as Readonly<Record<string, unknown>>,
      ]),
    );
    return { text: this.text, places: this.places, items: this.items, nodes, derived: this.derived };
  }
}
