import { defineWords } from '~/app/words';

export const libraryWords = defineWords('library', { section: 'Library' }, { section: 'Libreria' });
