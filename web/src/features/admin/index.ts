import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { adminWords } from './words';

export const adminRoutes: RouteObject[] = [];

export const adminSection: Section = { useLabel: () => useWords(adminWords)('section'), places: [] };
