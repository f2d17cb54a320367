import type { Patch } from '~/features/editor/contract';
import { printCondition, readCondition } from '~/format/expressions';
import { isObject, kindOf, type Json } from '~/format/nodes';

import type { Finding } from './useChecks';

type Fix = NonNullable<Finding['fix']>;
type Mapping = Readonly<Record<string, unknown>>;

/** The patch that does what a fix says to a mapping, a node or the head; null where it cannot be done here. */
export function patchFor(source: Mapping, field: string | null, fix: Fix): Patch | null {
  switch (fix.kind) {
    case 'set':
      return { [fix.find]: fix.value === '' ? undefined : valueOf(fix.value) };
    case 'guard':
      return { if: guarded(typeof source.if === 'string' ? source.if : '', fix.value) };
    case 'replace':
      return replaced(source, field, fix);
    case 'translate':
      return null;
  }
}

function valueOf(text: string): Json {
  return /^(true|false|-?\d+)$/.test(text) ? (JSON.parse(text) as Json) : text;
}

function guarded(condition: string, guard: string): string {
  if (!condition) return guard;
  return printCondition({
    kind: 'group',
    join: 'all',
    items: [{ kind: 'expert', source: guard }, readCondition(condition)],
  });
}

function replaced(source: Mapping, field: string | null, { find, value }: Fix): Patch | null {
  const main = kindOf(source) ?? '';
  const wanted = field === null ? main : (field.split('.')[0] ?? '');
  const names = wanted in source ? [wanted] : Object.keys(source);
  for (const name of names) {
    const made = within(source[name], find, value);
    if (made !== source[name]) return { [name]: made as Json };
  }
  return null;
}

// Only of the node itself: what nodes inside it say is theirs.
function within(held: unknown, find: string, value: string): unknown {
  if (typeof held === 'string') return held.includes(find) ? held.replace(find, () => value) : held;
  if (Array.isArray(held)) {
    const made: unknown[] = held.map((each: unknown) => within(each, find, value));
    return made.some((each, index) => each !== held[index]) ? made : held;
  }
  if (!isObject(held) || kindOf(held)) return held;
  const entries = Object.entries(held).map(([name, each]) => [name, within(each, find, value)] as const);
  return entries.some(([name, each]) => each !== held[name]) ? Object.fromEntries(entries) : held;
}
