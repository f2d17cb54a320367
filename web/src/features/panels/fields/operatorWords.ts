import type { Operator } from '~/format/expressions';

import type { FieldKey, SayField } from './words';

const OF_DAYS: readonly Operator[] = ['below', 'at-most', 'above', 'at-least', 'equal', 'unequal'];

/** What an operator is called for a kind of value: a date is before another, an amount below. */
export function operatorWord(say: SayField, operator: Operator, kind: string): string {
  const day = kind === 'date' && OF_DAYS.includes(operator);
  return say(`${day ? 'day' : 'op'}.${operator}` as FieldKey);
}
