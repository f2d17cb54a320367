import { defineWords } from '~/app/words';

export const homeWords = defineWords(
  'home',
  {
    home: 'Home',
    hello: 'Good to see you, {{name}}',
    account: 'Your account',
  },
  {
    home: 'Inizio',
    hello: 'Bentornato, {{name}}',
    account: 'Il tuo account',
  },
);
