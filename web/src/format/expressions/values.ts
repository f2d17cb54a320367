/** The expression has no value on this record. */
export class NoValueError extends Error {}

export function isMoney(value: unknown): value is { amount: string | number; currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}

/** The number of a value: an amount of money has one, and so has a text of digits. Throws NoValueError. */
export function numeric(value: unknown): number {
  const inner = isMoney(value) ? value.amount : value;
  const made = typeof inner === 'string' && inner.trim() ? Number(inner) : inner;
  if (typeof made !== 'number' || Number.isNaN(made)) throw new NoValueError('no number');
  return made;
}
