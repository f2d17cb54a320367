import { IconHome } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { homeWords } from './words';

export const homeRoutes: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('./HomePage')).HomePage }) },
];

export const homeSection: Section = {
  useLabel: () => '',
  places: [{ path: '/', icon: IconHome, useLabel: () => useWords(homeWords)('home') }],
};
