import { defineWords } from '../words';

export const sessionWords = defineWords(
  'session',
  {
    welcome: 'Sign in',
    intro: 'One template, every channel, every word accounted for.',
    person: 'User name',
    password: 'Password',
    signIn: 'Sign in',
    signOut: 'Sign out',
    over: 'Your session is over',
    overWhy: 'Nothing you typed is lost. Sign in again to go on where you are.',
    wrong: 'This user name and password do not fit.',
    firstPassword: 'Choose a password',
    firstPasswordWhy:
      'The link you were given works once. Use at least 15 characters: four plain words are good.',
    newPassword: 'New password',
    setPassword: 'Set the password',
    passwordSet: 'The password is set. Sign in with it.',
    otherPerson:
      'You were {{name}} before. What is open here belongs to {{name}}: sign in as the same person.',
  },
  {
    welcome: 'Accedi',
    intro: 'Un modello, ogni canale, ogni parola al suo posto.',
    person: 'Nome utente',
    password: 'Password',
    signIn: 'Accedi',
    signOut: 'Esci',
    over: 'La sessione è scaduta',
    overWhy: 'Nulla di ciò che hai scritto è andato perso. Accedi di nuovo per continuare da qui.',
    wrong: 'Nome utente e password non corrispondono.',
    firstPassword: 'Scegli una password',
    firstPasswordWhy:
      'Il link ricevuto vale una sola volta. Usa almeno 15 caratteri: quattro parole comuni vanno bene.',
    newPassword: 'Nuova password',
    setPassword: 'Imposta la password',
    passwordSet: 'La password è impostata. Usala per accedere.',
    otherPerson: 'Prima eri {{name}}. Ciò che è aperto qui appartiene a {{name}}: accedi con lo stesso nome.',
  },
);
