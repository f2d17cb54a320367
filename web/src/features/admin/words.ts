import { defineWords } from '~/app/words';

/** The words that are there at once: the navigation's. */
export const adminWords = defineWords(
  'admin',
  { section: 'Administration', people: 'People', groups: 'Groups', rights: 'Rights', keys: 'API keys' },
  { section: 'Amministrazione', people: 'Persone', groups: 'Gruppi', rights: 'Diritti', keys: 'Chiavi API' },
);
