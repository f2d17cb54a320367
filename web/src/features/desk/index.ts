import {
  IconArchive,
  IconChecklist,
  IconInbox,
  IconListSearch,
  IconShieldCheck,
  IconSitemap,
} from '@tabler/icons-react';
import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { useQueueCount } from './queue/queue';
import { deskWords } from './words';

export const deskRoutes: RouteObject[] = [
  { path: 'desk', lazy: async () => ({ Component: (await import('./queue/DeskPage')).DeskPage }) },
  {
    path: 'submissions',
    lazy: async () => ({ Component: (await import('./queue/SubmissionsPage')).SubmissionsPage }),
  },
  {
    path: 'submissions/:id',
    lazy: async () => ({ Component: (await import('./submission/SubmissionPage')).SubmissionPage }),
  },
  {
    path: 'releases',
    lazy: async () => ({ Component: (await import('./releases/ReleasesPage')).ReleasesPage }),
  },
  {
    path: 'releases/:digest',
    lazy: async () => ({ Component: (await import('./releases/ReleasePage')).ReleasePage }),
  },
  { path: 'audit', lazy: async () => ({ Component: (await import('./audit/AuditPage')).AuditPage }) },
  { path: 'rules', lazy: async () => ({ Component: (await import('./rules/RulesPage')).RulesPage }) },
  {
    path: 'workflows',
    lazy: async () => ({ Component: (await import('./workflows/WorkflowsPage')).WorkflowsPage }),
  },
  {
    path: 'workflows/:key',
    lazy: async () => ({ Component: (await import('./workflows/WorkflowPage')).WorkflowPage }),
  },
];

export const deskSection: Section = {
  useLabel: () => useWords(deskWords)('section'),
  places: [
    { path: '/desk', icon: IconInbox, useLabel: () => useWords(deskWords)('queue'), useCount: useQueueCount },
    { path: '/submissions', icon: IconListSearch, useLabel: () => useWords(deskWords)('submissions') },
    { path: '/releases', icon: IconArchive, useLabel: () => useWords(deskWords)('releases') },
    { path: '/rules', icon: IconChecklist, useLabel: () => useWords(deskWords)('rules') },
    { path: '/workflows', icon: IconSitemap, useLabel: () => useWords(deskWords)('workflows') },
    { path: '/audit', icon: IconShieldCheck, useLabel: () => useWords(deskWords)('audit') },
  ],
};
