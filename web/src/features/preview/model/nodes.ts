/** The node of the template that a composed node came from: what stands before its first point. */
export function rootOf(id: string): string {
  const point = id.indexOf('.');
  return point < 0 ? id : id.slice(0, point);
}

/**
 * Those of `ids` that show `wanted` in a channel: the node itself; else what is inside it; else what it is inside of; else
 * what the template has inside it (`inside`), for nodes that only hold others.
 */
export function shownFor(
  ids: Iterable<string>,
  wanted: string,
  inside: readonly string[] = [],
): ReadonlySet<string> {
  if (!wanted) return new Set();
  const all = new Set(ids);
  for (let id = wanted; id; id = id.includes('.') ? id.slice(0, id.lastIndexOf('.')) : '') {
    if (all.has(id)) return new Set([id]);
    const within = outermost([...all].filter((other) => other.startsWith(`${id}.`)));
    if (within.length > 0) return new Set(within);
  }
  const held = new Set(inside);
  return new Set(outermost([...all].filter((other) => held.has(rootOf(other)))));
}

// A frame around a node and a frame around what is in it are one frame too many.
function outermost(ids: readonly string[]): string[] {
  const all = new Set(ids);
  return ids.filter((id) => {
    for (let outer = parentOf(id); outer; outer = parentOf(outer)) if (all.has(outer)) return false;
    return true;
  });
}

function parentOf(id: string): string {
  const point = id.lastIndexOf('.');
  return point < 0 ? '' : id.slice(0, point);
}

/** The ids of all nodes inside the node `id` of a template's definition, in their order. */
export function idsInside(definition: unknown, id: string): string[] {
  const node = find(definition, id);
  if (node === null) return [];
  const ids = [...idsIn(node)];
  return ids.filter((other) => other !== id);
}

type Tree = Readonly<Record<string, unknown>>;

function find(value: unknown, id: string): Tree | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!Array.isArray(value) && (value as Tree).id === id) return value as Tree;
  for (const part of Object.values(value)) {
    const found = find(part, id);
    if (found) return found;
  }
  return null;
}

function* idsIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value) && typeof (value as Tree).id === 'string') yield (value as Tree).id as string;
  for (const part of Object.values(value)) yield* idsIn(part);
}

/** The node after (or before) `current` in the order of a document; the first when there is none yet. */
export function nextOf(order: readonly string[], current: string, step: 1 | -1): string {
  const at = order.findIndex((id) => id === current || rootOf(id) === current);
  if (at < 0) return (step === 1 ? order[0] : order.at(-1)) ?? '';
  return order[Math.min(Math.max(at + step, 0), order.length - 1)] ?? '';
}
