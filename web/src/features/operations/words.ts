import { defineWords } from '~/app/words';

export const operationsWords = defineWords(
  'operations',
  { section: 'Operations' },
  { section: 'Operazioni' },
);
