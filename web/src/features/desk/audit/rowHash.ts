import type { Model } from '~/api/types';

export type Entry = Model<'EntryShown'>;

const FORM = 'ccm.audit/1';

/** The hash that a row of the log ought to have (docs/audit.md), computed here; null where the browser cannot. */
export async function hashOf(entry: Entry): Promise<string | null> {
  // Browsers give digests to pages of a secure origin only.
  if (!('subtle' in crypto)) return null;
  const fields = Object.fromEntries(Object.entries(entry).filter(([name]) => name !== 'hash'));
  const bytes = new TextEncoder().encode(canonical({ ...fields, form: FORM }));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** JSON with sorted keys, no white space, and every character outside ASCII escaped. */
export function canonical(fields: Readonly<Record<string, string | number | null>>): string {
  const sorted = Object.keys(fields).sort();
  const body = sorted.map((name) => `${JSON.stringify(name)}:${JSON.stringify(fields[name])}`).join(',');
  return `{${body}}`.replace(
    /[\u007f-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
