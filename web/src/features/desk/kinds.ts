import { IconFileText, IconLanguage, IconLock, IconPalette, type Icon } from '@tabler/icons-react';

import type { Model } from '~/api/types';

export type Kind = Model<'SubjectShown'>['kind'];

export const KIND_ICONS: Record<Kind, Icon> = {
  template: IconFileText,
  block: IconLock,
  brand: IconPalette,
  translation: IconLanguage,
};

/** The page of the thing itself in the library. A translation is a part of its block. */
export function pageOf(kind: Kind, key: string): string {
  const [own = '', locale] = key.split('/');
  return kind === 'translation' ? `/blocks/${own}?tab=languages&locale=${locale ?? ''}` : `/${kind}s/${own}`;
}

/** What the API calls a subject. */
export function nameOf({ kind, key }: { kind: string; key: string }): string {
  return `${kind}:${key}`;
}
