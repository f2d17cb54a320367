/** What a value of the data can be, as `templates_repo/types.py` has it. */
export type DataKind =
  'text' | 'integer' | 'decimal' | 'money' | 'date' | 'datetime' | 'time' | 'boolean' | 'list' | 'object';

/** A variable of the contract, as the API tells of it; what stands in a list is named after `list[]`. */
export interface VariableFacts {
  readonly path: string;
  readonly name: string;
  readonly description: string;
  readonly kind: string;
  readonly format: string;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly personal: boolean;
  readonly options: readonly string[];
  readonly example?: unknown;
  readonly examples: readonly unknown[];
}

const KINDS: readonly DataKind[] = [
  'text', 'integer', 'decimal', 'money', 'date', 'datetime', 'time', 'boolean', 'list', 'object',
]; // prettier-ignore

export function kindOfData(name: string): DataKind {
  return KINDS.find((kind) => kind === name) ?? 'text';
}

export function isNumber(kind: DataKind): boolean {
  return kind === 'integer' || kind === 'decimal';
}
