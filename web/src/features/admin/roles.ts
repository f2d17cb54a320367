import { defineWords } from '~/app/words';

/** What roles are called, and what they are for. */
export const roleWords = defineWords(
  'roles',
  {
    author: 'Author',
    designer: 'Designer',
    compliance: 'Compliance officer',
    approver: 'Approver',
    operator: 'Operator',
    administrator: 'Administrator',
    'api-client': 'Program (API)',
    'what.author': 'writes and submits texts',
    'what.designer': 'changes everything in a template, and submits',
    'what.compliance': 'owns locked blocks, decides, releases, answers for what was sent',
    'what.approver': 'decides and releases',
    'what.operator': 'sends, and looks after jobs and the archive',
    'what.administrator': 'manages people and rights; passes no gate',
    'what.api-client': 'renders through the API',
    everywhere: 'everywhere',
  },
  {
    author: 'Autore',
    designer: 'Designer',
    compliance: 'Responsabile compliance',
    approver: 'Approvatore',
    operator: 'Operatore',
    administrator: 'Amministratore',
    'api-client': 'Programma (API)',
    'what.author': 'scrive e sottopone testi',
    'what.designer': 'cambia tutto in un modello, e lo sottopone',
    'what.compliance': 'possiede i blocchi, decide, rilascia, risponde di ciò che è partito',
    'what.approver': 'decide e rilascia',
    'what.operator': 'invia, e segue lavori e archivio',
    'what.administrator': 'gestisce persone e diritti; non supera controlli',
    'what.api-client': 'compone con l’API',
    everywhere: 'ovunque',
  },
);

export const ROLES = [
  'author',
  'designer',
  'compliance',
  'approver',
  'operator',
  'administrator',
  'api-client',
] as const;
export type Role = (typeof ROLES)[number];
