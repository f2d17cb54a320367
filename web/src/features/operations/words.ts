import { defineWords } from '~/app/words';

/** The words that are there at once: the navigation's. */
export const operationsWords = defineWords(
  'operations',
  { section: 'Operations', jobs: 'Jobs', archive: 'Archive', care: 'Holds and retention' },
  { section: 'Operazioni', jobs: 'Lavori', archive: 'Archivio', care: 'Blocchi e conservazione' },
);
