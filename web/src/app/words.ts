import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

export const LANGUAGES = ['en', 'it'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of one part of the application: every one in English and in Italian, or it does not compile. */
export interface Words<Key extends string> {
  readonly namespace: string;
  readonly keys?: Key;
}

// `rows_one` and `rows_other` are asked for as `rows`, with a count.
type Asked<Key extends string> = Key extends `${infer Base}_${'zero' | 'one' | 'other' | 'many'}`
  ? Base
  : Key;
type Values = Record<string, string | number>;
export type Say<Key extends string> = (key: Asked<Key>, values?: Values) => string;

const STORED = 'ccm.language';

void i18next.use(initReactI18next).init({
  lng: startingLanguage(),
  fallbackLng: 'en',
  resources: {},
  interpolation: { escapeValue: false }, // React escapes
  returnEmptyString: false,
  keySeparator: false,
  nsSeparator: false,
});
i18next.on('languageChanged', tellDocument);
tellDocument(i18next.language);

/** Give a part of the application its words. Texts are i18next's: `{{name}}` for values, `_one`/`_other` for numbers. */
export function defineWords<const English extends Record<string, string>>(
  namespace: string,
  english: English,
  italian: Record<keyof English, string>,
): Words<keyof English & string> {
  i18next.addResourceBundle('en', namespace, english);
  i18next.addResourceBundle('it', namespace, italian);
  return { namespace };
}

/** The way to say the words of a part, in the language of the interface. */
export function useWords<Key extends string>(words: Words<Key>): Say<Key> {
  const { t } = useTranslation(words.namespace);
  return (key, values) => t(key, values ?? {});
}

export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return i18n.language === 'it' ? 'it' : 'en';
}

/** Change the language of the interface, for this browser. */
export async function speak(language: Language): Promise<void> {
  localStorage.setItem(STORED, language);
  await i18next.changeLanguage(language);
}

function startingLanguage(): Language {
  const wanted = localStorage.getItem(STORED) ?? navigator.language;
  return wanted.startsWith('it') ? 'it' : 'en';
}

function tellDocument(language: string): void {
  document.documentElement.lang = language;
}
