import { defineWords } from '~/app/words';

export const panelWords = defineWords(
  'panels',
  {
    panels: 'Side panel',
    inspector: 'Properties',
    findings: 'Findings',
    comments: 'Comments',
    translations: 'Translations',
    history: 'History',
    settings: 'Settings',
    findings_count_one: '{{count}} finding',
    findings_count_other: '{{count}} findings',
    comments_count_one: '{{count}} open comment',
    comments_count_other: '{{count}} open comments',
  },
  {
    panels: 'Pannello laterale',
    inspector: 'Proprietà',
    findings: 'Rilievi',
    comments: 'Commenti',
    translations: 'Traduzioni',
    history: 'Cronologia',
    settings: 'Impostazioni',
    findings_count_one: '{{count}} rilievo',
    findings_count_other: '{{count}} rilievi',
    comments_count_one: '{{count}} commento aperto',
    comments_count_other: '{{count}} commenti aperti',
  },
);
