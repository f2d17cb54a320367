import { IconFileText, IconLock, IconPalette } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { libraryWords } from './words';

export const libraryRoutes: RouteObject[] = [
  { path: 'templates', lazy: async () => ({ Component: (await import('./ListPage')).TemplatesPage }) },
  { path: 'blocks', lazy: async () => ({ Component: (await import('./ListPage')).BlocksPage }) },
  { path: 'brands', lazy: async () => ({ Component: (await import('./ListPage')).BrandsPage }) },
  { path: 'templates/:key', lazy: async () => ({ Component: (await import('./SubjectPage')).TemplatePage }) },
  { path: 'blocks/:key', lazy: async () => ({ Component: (await import('./SubjectPage')).BlockPage }) },
  { path: 'brands/:key', lazy: async () => ({ Component: (await import('./SubjectPage')).BrandPage }) },
];

export const librarySection: Section = {
  useLabel: () => useWords(libraryWords)('section'),
  places: [
    { path: '/templates', icon: IconFileText, useLabel: () => useWords(libraryWords)('templates') },
    { path: '/blocks', icon: IconLock, useLabel: () => useWords(libraryWords)('blocks') },
    { path: '/brands', icon: IconPalette, useLabel: () => useWords(libraryWords)('brands') },
  ],
};
