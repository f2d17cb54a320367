import type { RouteObject } from 'react-router';

import type { Section } from '~/app/shell/navigation';
import { useWords } from '~/app/words';

import { operationsWords } from './words';

export const operationsRoutes: RouteObject[] = [];

export const operationsSection: Section = {
  useLabel: () => useWords(operationsWords)('section'),
  places: [],
};
