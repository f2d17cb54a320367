import { isObject, kindOf, type Kind } from './nodes';

type Raw = Record<string, unknown>;
/** Told of every mapping or list that was written out, and what it was made of: `from`, or its text at `index`. */
export type Noted = (made: object, from: object, index?: number) => void;

export const DERIVED_ID_PREFIX = 'auto-';

/**
 * Nodes in which every node and part has an id, and short spellings are written out, exactly as
 * `content_blocks/source_ids.py` does it.
 */
export function withIds(raw: unknown, noted: Noted = () => undefined): unknown {
  return new Numbering(noted).nodes(raw);
}

class Numbering {
  private readonly counts = new Map<Kind, number>();

  constructor(private readonly noted: Noted) {}

  nodes(raw: unknown): unknown {
    return this.each(raw, (item) => this.node(item));
  }

  private each(raw: unknown, make: (item: unknown, index: number) => unknown): unknown {
    if (!Array.isArray(raw)) return raw;
    const made = raw.map(make);
    this.noted(made, raw);
    return made;
  }

  private copy(raw: Raw, changes: Raw): Raw {
    const made = { ...raw, ...changes };
    this.noted(made, raw);
    return made;
  }

  private node(raw: unknown): unknown {
    const kind = kindOf(raw);
    if (!kind || !isObject(raw)) return raw;
    const id = 'id' in raw ? raw.id : this.derived(kind);
    return this.copy(raw, { ...this.inside(kind, raw, id), id });
  }

  private inside(kind: Kind, raw: Raw, id: unknown): Raw {
    const own = raw[kind];
    switch (kind) {
      case 'table':
        return this.table(raw);
      case 'list':
      case 'facts':
        return { [kind]: this.parts(own), ...this.content(raw) };
      case 'chart':
        return 'series' in raw ? { series: this.parts(raw.series) } : {};
      case 'section':
      case 'notice': {
        const single = [{ paragraph: own, id: `${String(id)}-text` }];
        return { [kind]: this.nodes(typeof own === 'string' ? single : own) };
      }
      case 'columns':
        return { columns: this.each(own, (column) => this.nodes(column)) };
      case 'choose':
        return {
          choose: this.each(own, (branch) =>
            isObject(branch) ? this.copy(branch, this.content(branch)) : branch,
          ),
        };
      case 'only':
        return { only: typeof own === 'string' ? [own] : own, ...this.content(raw) };
      default:
        return this.content(raw);
    }
  }

  private table(raw: Raw): Raw {
    const made: Raw = { columns: this.parts(raw.columns) };
    if ('footer' in raw) made.footer = this.parts(raw.footer);
    if (isObject(raw.group) && isObject(raw.group.subtotal)) {
      const { subtotal } = raw.group;
      made.group = this.copy(raw.group, { subtotal: this.copy(subtotal, { id: subtotal.id ?? 'subtotal' }) });
    }
    return made;
  }

  private derived(kind: Kind): string {
    const count = (this.counts.get(kind) ?? 0) + 1;
    this.counts.set(kind, count);
    return `${DERIVED_ID_PREFIX}${kind.replaceAll('_', '-')}-${count.toString()}`;
  }

  private content(raw: Raw): Raw {
    return 'content' in raw ? { content: this.nodes(raw.content) } : {};
  }

  private parts(raw: unknown): unknown {
    return this.each(raw, (item, index) => {
      if (typeof item === 'string') {
        const made = { id: partId(index), text: item };
        if (Array.isArray(raw)) this.noted(made, raw, index);
        return made;
      }
      if (!isObject(item)) return item;
      return this.copy(item, { id: item.id ?? partId(index), ...this.content(item) });
    });
  }
}

/** The id of a part without one, by its place. */
export function partId(index: number): string {
  return `${DERIVED_ID_PREFIX}${(index + 1).toString()}`;
}

/** A readable id for something new, that none of `taken` is. */
export function freshId(words: string, taken: (id: string) => boolean): string {
  const base =
    words
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .split('-')
      .slice(0, 4)
      .join('-')
      .slice(0, 40)
      .replace(/-+$/, '') || 'node';
  if (!taken(base)) return base;
  for (let number = 2; ; number += 1) {
    const id = `${base}-${number.toString()}`;
    if (!taken(id)) return id;
  }
}
