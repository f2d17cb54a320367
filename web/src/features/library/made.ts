/** A block that a template is made of: at a pinned version, or following it. */
export interface Used {
  key: string;
  pinned: number | null;
}

/** The blocks in the content of a template, each once, in reading order. */
export function blocksIn(content: unknown): Used[] {
  const found = new Map<string, Used>();
  walk(content, (node) => {
    if (typeof node.block === 'string' && typeof node.id === 'string' && !found.has(node.block)) {
      found.set(node.block, {
        key: node.block,
        pinned: typeof node.version === 'number' ? node.version : null,
      });
    }
  });
  return [...found.values()];
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, tell: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) walk(one, tell);
  else if (typeof value === 'object' && value !== null) {
    tell(value as Node);
    for (const one of Object.values(value)) walk(one, tell);
  }
}

const TEXTS = ['paragraph', 'heading', 'notice', 'text', 'title', 'label', 'action', 'caption'] as const;

/** The words of content in reading order, each with what kind of text it is. */
export function wordsIn(content: unknown): { kind: string; text: string }[] {
  const found: { kind: string; text: string }[] = [];
  walk(content, (node) => {
    for (const kind of TEXTS) {
      const text = node[kind];
      if (typeof text === 'string' && text.trim()) found.push({ kind, text });
    }
    for (const list of ['list', 'items']) {
      const items = node[list];
      if (Array.isArray(items)) {
        for (const item of items) if (typeof item === 'string') found.push({ kind: 'item', text: item });
      }
    }
  });
  return found;
}

/** Text as it reads, without the signs of its markup: `**bold**` and `[link](address)`. */
export function unmarked(text: string): string {
  return text
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|\W)_([^_]+)_(?=\W|$)/g, '$1$2');
}
