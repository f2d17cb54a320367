import type { DataKind } from './kinds';

export type ParameterKind = 'text' | 'field' | 'integer' | 'boolean' | 'literal';

export interface Parameter {
  readonly name: string;
  readonly kind: ParameterKind;
  readonly required?: boolean;
  readonly choices?: readonly string[];
  /** What counts where it is left out. */
  readonly standard?: string;
  readonly least?: number;
  readonly most?: number;
}

/** What a filter can be put behind, what it makes of that, and what it takes: `templates_repo/filters.py`. */
export interface FilterSignature {
  readonly name: string;
  readonly accepts: readonly DataKind[];
  /** The kind of what comes out; `same` is the kind that went in. */
  readonly gives: DataKind | 'same' | 'item';
  /** Whether it writes a value for the reader, which a placeholder needs of everything but text. */
  readonly writes: boolean;
  /** The formats a text has to be of, where not every text will do. */
  readonly formats?: readonly string[];
  readonly parameters: readonly Parameter[];
  /** How many of the parameters may be given without their names. */
  readonly positional: number;
}

const NUMBERS: readonly DataKind[] = ['integer', 'decimal'];
const ANY: readonly DataKind[] = [
  'text', 'integer', 'decimal', 'money', 'date', 'datetime', 'time', 'boolean', 'list', 'object',
]; // prettier-ignore
const DECIMALS: Parameter = { name: 'decimals', kind: 'integer', least: 0, most: 10 };
const DATE_STYLES = ['medium', 'short', 'long', 'full', 'month', 'day-month'];
const TIME_STYLES = ['medium', 'short', 'long', 'full'];
export const PLURAL_FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;

type Rest = Partial<Pick<FilterSignature, 'parameters' | 'positional' | 'formats'>>;

function writes(name: string, accepts: readonly DataKind[], rest: Rest = {}): FilterSignature {
  return { name, accepts, gives: 'text', writes: true, parameters: [], positional: 1, ...rest };
}

function makes(
  name: string,
  accepts: readonly DataKind[],
  gives: FilterSignature['gives'],
  rest: Rest = {},
): FilterSignature {
  return { name, accepts, gives, writes: false, parameters: [], positional: 1, ...rest };
}

function styled(choices: readonly string[], standard = choices[0]): readonly Parameter[] {
  return [{ name: 'style', kind: 'text', choices, standard }];
}

const FIELD: Parameter = { name: 'attribute', kind: 'field', required: true };

const ALL: readonly FilterSignature[] = [
  writes('money', ['money'], { parameters: styled(['standard', 'plain', 'machine']) }),
  writes('number', NUMBERS, { parameters: [DECIMALS] }),
  writes('percent', NUMBERS, { parameters: [DECIMALS] }),
  writes('unit', NUMBERS, { parameters: [{ name: 'unit', kind: 'text', required: true }] }),
  writes('plural', NUMBERS, {
    parameters: PLURAL_FORMS.map((name) => ({ name, kind: 'text', required: name === 'other' })),
    positional: 0,
  }),
  writes('date', ['date', 'datetime'], { parameters: styled(DATE_STYLES) }),
  writes('time', ['time', 'datetime']),
  writes('datetime', ['datetime'], { parameters: styled(TIME_STYLES) }),
  writes('phone', ['text'], { formats: ['phone'] }),
  writes('iban', ['text'], { formats: ['iban'] }),
  writes('name', ['text', 'object']),
  writes('list', ['list'], { parameters: styled(['and', 'or']) }),
  writes('territory', ['text'], { formats: ['country'] }),
  makes('amount', ['money'], 'decimal'),
  makes('abs', [...NUMBERS, 'money'], 'same'),
  makes('negate', [...NUMBERS, 'money'], 'same'),
  makes('round', [...NUMBERS, 'money'], 'same', {
    parameters: [{ name: 'digits', kind: 'integer', standard: '0', least: 0, most: 10 }],
  }),
  makes('add_days', ['date'], 'date', {
    parameters: [{ name: 'days', kind: 'integer', required: true, least: -3660, most: 3660 }],
  }),
  makes('sum', ['list'], 'item', { parameters: [{ name: 'attribute', kind: 'field' }] }),
  makes('count', ['list'], 'integer'),
  makes('first', ['list'], 'item'),
  makes('last', ['list'], 'item'),
  makes('where', ['list'], 'list', {
    parameters: [FIELD, { name: 'wanted', kind: 'literal', required: true }],
    positional: 2,
  }),
  makes('sort', ['list'], 'list', {
    parameters: [FIELD, { name: 'reverse', kind: 'boolean', standard: 'false' }],
    positional: 2,
  }),
  makes('map', ['list'], 'list', { parameters: [FIELD] }),
  makes('join', ['list'], 'text', { parameters: [{ name: 'separator', kind: 'text', required: true }] }),
  makes('default', ANY, 'same', { parameters: [{ name: 'value', kind: 'literal', required: true }] }),
  makes('upper', ['text'], 'text'),
  makes('lower', ['text'], 'text'),
  makes('trim', ['text'], 'text'),
];

export const FILTERS: ReadonlyMap<string, FilterSignature> = new Map(
  ALL.map((filter) => [filter.name, filter]),
);

/** The filters that make text of a value for the reader, for a value of this kind and format. */
export function writersFor(kind: DataKind, format: string): readonly FilterSignature[] {
  return ALL.filter(
    (filter) => filter.writes && filter.accepts.includes(kind) && (filter.formats?.includes(format) ?? true),
  );
}
