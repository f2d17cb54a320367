import { defineWords } from '~/app/words';

export const deskWords = defineWords('desk', { section: 'Compliance desk' }, { section: 'Compliance' });
