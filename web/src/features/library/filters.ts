import type { Summary } from './content';

/** What a list is narrowed by; an empty text narrows nothing. */
export interface Filters {
  text: string;
  folder: string;
  tag: string;
  language: string;
  channel: string;
  owner: string;
  lock: string;
  standing: string;
  draft: string;
}

export const FILTERS = [
  'folder',
  'tag',
  'language',
  'channel',
  'owner',
  'lock',
  'standing',
  'draft',
] as const;
export type Filter = (typeof FILTERS)[number];

/** The values of one of a thing that a filter looks at. */
export function valuesOf(one: Summary, filter: Filter): string[] {
  switch (filter) {
    case 'folder':
      return [one.folder];
    case 'tag':
      return one.tags;
    case 'language':
      return [one.language, ...one.locales];
    case 'channel':
      return one.channels;
    case 'owner':
      return [one.owner];
    case 'lock':
      return [one.lock];
    case 'standing':
      return one.standing ? [one.standing] : [];
    case 'draft':
      return [one.draft ? 'yes' : 'no'];
  }
}

/** What there is to choose in a filter; nothing where everything is alike. */
export function choicesOf(all: readonly Summary[], filter: Filter): string[] {
  const found = new Set(all.flatMap((one) => valuesOf(one, filter)).filter(Boolean));
  return [...found].sort((one, other) => one.localeCompare(other));
}

/** Those that fit every filter, and whose names have every word that is typed. */
export function narrowed(all: readonly Summary[], filters: Filters): Summary[] {
  const words = plain(filters.text).split(/\s+/).filter(Boolean);
  return all.filter((one) => {
    const fits = FILTERS.every((filter) => !filters[filter] || fitsIn(one, filter, filters[filter]));
    const said = plain([one.key, one.title, one.description, one.owner, ...one.tags].join(' '));
    return fits && words.every((word) => said.includes(word));
  });
}

// What stands in a folder stands in those above it, too.
function fitsIn(one: Summary, filter: Filter, wanted: string): boolean {
  const values = valuesOf(one, filter);
  if (filter !== 'folder') return values.includes(wanted);
  return values.some((folder) => folder === wanted || folder.startsWith(`${wanted}/`));
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
