import { IconKey, IconShield, IconUsers, IconUsersGroup } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { adminWords } from './words';

export const adminRoutes: RouteObject[] = [
  { path: 'people', lazy: async () => ({ Component: (await import('./people/PeoplePage')).PeoplePage }) },
  {
    path: 'people/:person',
    lazy: async () => ({ Component: (await import('./people/PersonPage')).PersonPage }),
  },
  { path: 'groups', lazy: async () => ({ Component: (await import('./groups/GroupsPage')).GroupsPage }) },
  { path: 'rights', lazy: async () => ({ Component: (await import('./rights/RightsPage')).RightsPage }) },
  { path: 'keys', lazy: async () => ({ Component: (await import('./keys/KeysPage')).KeysPage }) },
  {
    path: 'account',
    lazy: async () => ({ Component: (await import('./account/AccountPage')).AccountPage }),
  },
];

export const adminSection: Section = {
  useLabel: () => useWords(adminWords)('section'),
  places: [
    { path: '/people', icon: IconUsers, useLabel: () => useWords(adminWords)('people'), ability: 'manage' },
    {
      path: '/groups',
      icon: IconUsersGroup,
      useLabel: () => useWords(adminWords)('groups'),
      ability: 'manage',
    },
    { path: '/rights', icon: IconShield, useLabel: () => useWords(adminWords)('rights'), ability: 'manage' },
    { path: '/keys', icon: IconKey, useLabel: () => useWords(adminWords)('keys'), ability: 'manage' },
  ],
};
