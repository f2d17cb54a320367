import { useMemo } from 'react';

import { useLanguage, type Language } from './words';

/** Dates, times, numbers and sizes as the reader of the interface writes them. */
export interface Formats {
  date(value: string | Date): string;
  dateTime(value: string | Date): string;
  /** How long ago, or in how long: "5 minutes ago". */
  ago(value: string | Date): string;
  number(value: number): string;
  percent(share: number): string;
  bytes(size: number): string;
  language(tag: string): string;
}

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The browser's own region where it speaks the language of the interface: en-GB and en-US write dates differently. */
export function localeOf(language: Language): string {
  return (
    navigator.languages.find((tag) => tag.split('-')[0] === language) ??
    (language === 'it' ? 'it-IT' : 'en-GB')
  );
}

export function formatsOf(locale: string): Formats {
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const number = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const names = new Intl.DisplayNames(locale, { type: 'language', languageDisplay: 'standard' });
  return {
    date: (value) => date.format(day(value)),
    dateTime: (value) => dateTime.format(day(value)),
    ago: (value) => {
      const seconds = (day(value).getTime() - Date.now()) / 1000;
      const [unit, size] = STEPS.find(([, least]) => Math.abs(seconds) >= least) ?? (['second', 1] as const);
      return relative.format(Math.trunc(seconds / size), unit);
    },
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    bytes: (size) => {
      const power = Math.min(Math.floor(Math.log10(Math.max(size, 1)) / 3), 4);
      const unit = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'][power];
      return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(
        size / 1000 ** power,
      );
    },
    language: (tag) => names.of(tag) ?? tag,
  };
}

export function useFormats(): Formats {
  const language = useLanguage();
  return useMemo(() => formatsOf(localeOf(language)), [language]);
}

// A plain day is that day wherever it is read, not midnight in London.
function day(value: string | Date): Date {
  if (value instanceof Date) return value;
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T12:00:00` : value);
}
