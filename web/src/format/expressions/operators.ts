import type { Operand, Operator, Rule } from './conditions';
import { isNumber, type DataKind } from './kinds';

const ORDERED: readonly Operator[] = ['equal', 'unequal', 'below', 'at-most', 'above', 'at-least'];

/** What can be asked about a value, by its kind; whether it is given only where it may be missing. */
export function operatorsFor(kind: DataKind, optional: boolean, choices: boolean): readonly Operator[] {
  const about = asked(kind, choices);
  return optional ? [...about, 'given', 'missing'] : about.length ? about : ['given', 'missing'];
}

function asked(kind: DataKind, choices: boolean): readonly Operator[] {
  switch (kind) {
    case 'text':
      return choices
        ? ['equal', 'unequal', 'one-of', 'none-of']
        : ['equal', 'unequal', 'one-of', 'none-of', 'empty', 'not-empty'];
    case 'integer':
      return [...ORDERED, 'even', 'odd'];
    case 'decimal':
    case 'money':
    case 'date':
    case 'datetime':
    case 'time':
      return ORDERED;
    case 'boolean':
      return ['true', 'false'];
    case 'list':
      return ['not-empty', 'empty', 'count-above', 'count-below', 'count-equal'];
    case 'object':
      return [];
  }
}

export type OperandInput = 'none' | 'one' | 'several';

export function operandsOf(operator: Operator): OperandInput {
  if (operator === 'one-of' || operator === 'none-of') return 'several';
  const compares = ORDERED.includes(operator) || operator.startsWith('count-');
  return compares ? 'one' : 'none';
}

/** The kind of value a rule is compared with. */
export function operandKind(kind: DataKind, operator: Operator): DataKind {
  if (operator.startsWith('count-')) return 'integer';
  return kind === 'money' ? 'decimal' : kind;
}

/** A rule about a variable with what fits of another: the operator and values stay where they can. */
export function ruleFor(
  path: string,
  kind: DataKind,
  facts: { readonly optional: boolean; readonly options: readonly string[] },
  wanted?: Operator,
  operands: readonly Operand[] = [],
): Rule {
  const possible = operatorsFor(kind, facts.optional, facts.options.length > 0);
  const operator = wanted && possible.includes(wanted) ? wanted : (possible[0] ?? 'given');
  const asks = operator !== 'given' && operator !== 'missing';
  return {
    kind: 'rule',
    path,
    operator,
    operands: fitting(operands, kind, operator, facts.options),
    guards: asks && facts.optional ? [path] : [],
  };
}

function fitting(
  operands: readonly Operand[],
  kind: DataKind,
  operator: Operator,
  options: readonly string[],
): readonly Operand[] {
  const shape = operandsOf(operator);
  if (shape === 'none') return [];
  const wanted = operandKind(kind, operator);
  const literal = isNumber(wanted) ? 'number' : wanted === 'boolean' ? 'boolean' : 'text';
  const fit = operands.filter(
    (operand) =>
      (operand.kind === 'variable' && shape === 'one') ||
      (operand.kind === literal && (!options.length || options.includes(String(operand.value)))),
  );
  if (fit.length) return shape === 'one' ? fit.slice(0, 1) : fit;
  return [beginning(literal, options)];
}

function beginning(literal: 'number' | 'boolean' | 'text', options: readonly string[]): Operand {
  if (literal === 'number') return { kind: 'number', value: '0' };
  if (literal === 'boolean') return { kind: 'boolean', value: true };
  return { kind: 'text', value: options[0] ?? '' };
}
