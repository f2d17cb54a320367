import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { libraryWords } from './words';

export const libraryRoutes: RouteObject[] = [];

export const librarySection: Section = { useLabel: () => useWords(libraryWords)('section'), places: [] };
