import { isMoney, NoValueError, numeric } from './values';

type Options = Readonly<Record<string, unknown>>;

const DATES: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  short: { dateStyle: 'short' },
  medium: { dateStyle: 'medium' },
  long: { dateStyle: 'long' },
  full: { dateStyle: 'full' },
  month: { month: 'long', year: 'numeric' },
  'day-month': { day: 'numeric', month: 'short' },
};

/** A value as the filter `name` writes it for a language. Throws NoValueError when it cannot. */
export function writeValue(name: string, value: unknown, options: Options, locale: string): string {
  const writer = WRITERS[name];
  if (!writer) throw new NoValueError(name);
  return writer(value, options, locale);
}

type Writer = (value: unknown, options: Options, locale: string) => string;

const WRITERS: Readonly<Record<string, Writer>> = {
  money: (value, { style }, locale) => {
    if (!isMoney(value)) throw new NoValueError('no money');
    const amount = numeric(value);
    if (style === 'machine') return `${value.currency}${amount.toFixed(2)}`;
    const format = new Intl.NumberFormat(locale, { style: 'currency', currency: value.currency });
    const parts = format.formatToParts(amount);
    const shown = style === 'plain' ? parts.filter((part) => part.type !== 'currency') : parts;
    return shown.map((part) => part.value).join('').trim(); // prettier-ignore
  },
  number: (value, options, locale) =>
    new Intl.NumberFormat(locale, digits(options, 20)).format(numeric(value)),
  percent: (value, options, locale) =>
    new Intl.NumberFormat(locale, { style: 'percent', ...digits(options, 18) }).format(numeric(value)),
  unit: (value, { unit }, locale) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: known(unit), maximumFractionDigits: 20 }).format(
      numeric(value),
    ),
  plural: (value, forms, locale) => {
    const number = numeric(value);
    const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other;
    return String(form).replaceAll('#', new Intl.NumberFormat(locale).format(number));
  },
  date: (value, { style }, locale) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...DATES[styleOf(style)] }).format(
      moment(`${text(value).slice(0, 10)}T00:00:00`),
    ),
  time: (value, _options, locale) => {
    const [, hour = '', minute = ''] = /(?:T|^)(\d{2}):(\d{2})/.exec(text(value)) ?? [];
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
    return format.format(moment(`1970-01-01T${hour}:${minute}:00`));
  },
  datetime: (value, { style }, locale) => {
    const dateStyle = (['short', 'long', 'full'] as const).find((each) => each === style) ?? 'medium';
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle, timeStyle: 'short' });
    return format.format(moment(text(value).slice(0, 19)));
  },
  phone: (value) => text(value),
  iban: (value) =>
    (
      text(value)
        .replaceAll(' ', '')
        .match(/.{1,4}/g) ?? []
    ).join(' '),
  name: (value) => {
    if (typeof value === 'string') return value;
    const parts = (typeof value === 'object' ? value : {}) as Record<string, unknown>;
    const shown = ['title', 'given', 'prefix', 'family'].map((each) => parts[each]);
    const made = shown.filter((each) => typeof each === 'string' && each !== '').join(' ');
    if (!made) throw new NoValueError('no name');
    return made;
  },
  list: (value, { style }, locale) => {
    if (!Array.isArray(value)) throw new NoValueError('no list');
    const type = style === 'or' ? 'disjunction' : 'conjunction';
    return new Intl.ListFormat(locale, { type }).format(value.map(text));
  },
  territory: (value, _options, locale) =>
    new Intl.DisplayNames(locale, { type: 'region' }).of(text(value)) ?? text(value),
};

function digits(options: Options, most: number): Intl.NumberFormatOptions {
  const asked = typeof options.decimals === 'number' ? options.decimals : null;
  return asked === null
    ? { maximumFractionDigits: most }
    : { minimumFractionDigits: asked, maximumFractionDigits: asked };
}

function styleOf(style: unknown): string {
  return typeof style === 'string' && style in DATES ? style : 'medium';
}

// The browser knows the simple units of CLDR only; the server knows all of them.
function known(unit: unknown): string {
  const name = typeof unit === 'string' ? unit : '';
  if (!Intl.supportedValuesOf('unit').includes(name)) throw new NoValueError('no unit');
  return name;
}

function text(value: unknown): string {
  if (typeof value !== 'string') throw new NoValueError('no text');
  return value;
}

function moment(iso: string): Date {
  const made = new Date(`${iso}Z`);
  if (Number.isNaN(made.getTime())) throw new NoValueError('no date');
  return made;
}
