import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { deskWords } from './words';

export const deskRoutes: RouteObject[] = [];

export const deskSection: Section = { useLabel: () => useWords(deskWords)('section'), places: [] };
