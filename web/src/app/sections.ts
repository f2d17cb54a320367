import { adminSection } from '~/features/admin';
import { deskSection } from '~/features/desk';
import { homeSection } from '~/features/home';
import { librarySection } from '~/features/library';
import { operationsSection } from '~/features/operations';

import type { Section } from './shell/navigation';

/** The main navigation, from what is done most to what is done least. */
export const SECTIONS: readonly Section[] = [
  homeSection,
  librarySection,
  deskSection,
  operationsSection,
  adminSection,
];
