import { defineWords } from '~/app/words';

export const adminWords = defineWords('admin', { section: 'Administration' }, { section: 'Amministrazione' });
