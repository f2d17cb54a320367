import { IconArchive, IconShieldLock, IconStack2 } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { operationsWords } from './words';

export const operationsRoutes: RouteObject[] = [
  { path: 'jobs', lazy: async () => ({ Component: (await import('./jobs/JobsPage')).JobsPage }) },
  { path: 'jobs/new', lazy: async () => ({ Component: (await import('./start/NewJobPage')).NewJobPage }) },
  { path: 'jobs/:job', lazy: async () => ({ Component: (await import('./jobs/JobPage')).JobPage }) },
  { path: 'archive', lazy: async () => ({ Component: (await import('./archive/ArchivePage')).ArchivePage }) },
  { path: 'archive/care', lazy: async () => ({ Component: (await import('./care/CarePage')).CarePage }) },
  {
    path: 'archive/:communication',
    lazy: async () => ({
      Component: (await import('./archive/CommunicationPage')).CommunicationPage,
    }),
  },
];

export const operationsSection: Section = {
  useLabel: () => useWords(operationsWords)('section'),
  places: [
    { path: '/jobs', icon: IconStack2, useLabel: () => useWords(operationsWords)('jobs') },
    { path: '/archive', icon: IconArchive, useLabel: () => useWords(operationsWords)('archive') },
    {
      path: '/archive/care',
      icon: IconShieldLock,
      useLabel: () => useWords(operationsWords)('care'),
      ability: 'archive',
    },
  ],
};
