import { isObject } from '~/format/nodes';

import type { Files } from './drafts';

/** What was typed and the server does not have yet: the files that differ, and what they were made on top of. */
export interface Kept {
  readonly changed: Files;
  readonly gone: readonly string[];
  readonly base: Files;
  readonly etag: string;
  readonly at: string;
}

function nameOf(person: string, kind: string, key: string): string {
  return `ccm.unsaved/${person}/${kind}/${key}`;
}

/** Keep it in this browser, whatever happens to the page. False when there is no room. */
export function keep(person: string, kind: string, key: string, kept: Kept): boolean {
  try {
    localStorage.setItem(nameOf(person, kind, key), JSON.stringify(kept));
    return true;
  } catch {
    return false;
  }
}

export function forget(person: string, kind: string, key: string): void {
  localStorage.removeItem(nameOf(person, kind, key));
}

export function recall(person: string, kind: string, key: string): Kept | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(person, kind, key)) ?? 'null');
    return isObject(kept) && isObject(kept.changed) && isObject(kept.base) ? (kept as unknown as Kept) : null;
  } catch {
    return null;
  }
}
