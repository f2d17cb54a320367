import type { CompareOperator, Expression, TestName } from './tree';
import { bare, number, path, pathOf, pathText, text } from './tree';
import { readExpression } from './parse';
import { printExpression } from './print';

/**
 * Conditions as people build them: rules joined by all or any, in groups. What cannot be told so is kept as it is
 * written (`expert`), and nothing that was read is lost: `printCondition` gives what `readCondition` was given.
 */
export type Operator =
  | 'given'
  | 'missing'
  | 'empty'
  | 'not-empty'
  | 'equal'
  | 'unequal'
  | 'below'
  | 'at-most'
  | 'above'
  | 'at-least'
  | 'one-of'
  | 'none-of'
  | 'true'
  | 'false'
  | 'even'
  | 'odd'
  | 'count-equal'
  | 'count-below'
  | 'count-above';

/** What a rule compares with: values that are written out, or another variable. */
export type Operand =
  | { readonly kind: 'text' | 'number'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'variable'; readonly path: string };

export interface Rule {
  readonly kind: 'rule';
  readonly path: string;
  readonly operator: Operator;
  readonly operands: readonly Operand[];
  /** Paths that are asked first whether they are given: a comparison with a missing value has no answer. */
  readonly guards: readonly string[];
}
export interface RuleGroup {
  readonly kind: 'group';
  readonly join: 'all' | 'any';
  readonly items: readonly Condition[];
}
export interface ExpertRule {
  readonly kind: 'expert';
  readonly source: string;
}
export type Condition = Rule | RuleGroup | ExpertRule;

const BY_SIGN: Readonly<Record<CompareOperator, Operator>> = {
  '==': 'equal',
  '!=': 'unequal',
  '<': 'below',
  '<=': 'at-most',
  '>': 'above',
  '>=': 'at-least',
  in: 'one-of',
  'not in': 'none-of',
};
const SIGN_OF: Partial<Record<Operator, CompareOperator>> = {
  equal: '==',
  unequal: '!=',
  below: '<',
  'at-most': '<=',
  above: '>',
  'at-least': '>=',
  'count-equal': '==',
  'count-below': '<',
  'count-above': '>',
};
const COUNTED: Partial<Record<CompareOperator, Operator>> = {
  '==': 'count-equal',
  '<': 'count-below',
  '>': 'count-above',
};
const TEST_OF: Partial<Record<Operator, readonly [TestName, boolean]>> = {
  given: ['defined', false],
  missing: ['undefined', false],
  empty: ['empty', false],
  'not-empty': ['empty', true],
  even: ['even', false],
  odd: ['odd', false],
};

/** Read a condition. What is no expression at all is an expert rule as a whole. */
export function readCondition(source: string): RuleGroup {
  const expression = readExpression(source);
  const condition: Condition = expression ? readTree(expression) : { kind: 'expert', source };
  if (condition.kind === 'group') return condition;
  return { kind: 'group', join: 'all', items: [condition] };
}

function readTree(expression: Expression): Condition {
  const inner = bare(expression);
  if (inner.kind === 'and') return joined('all', guarded(inner.items.map(readTree)));
  if (inner.kind === 'or') return joined('any', inner.items.map(readTree));
  return readRule(inner) ?? { kind: 'expert', source: printExpression(expression) };
}

function joined(join: 'all' | 'any', items: readonly Condition[]): Condition {
  const [only] = items;
  return only && items.length === 1 ? only : { kind: 'group', join, items };
}

// `x is defined and x > 0` is one rule about x to who reads it.
function guarded(items: readonly Condition[]): readonly Condition[] {
  const made: Condition[] = [];
  let waiting: Rule[] = [];
  for (const item of items) {
    if (item.kind === 'rule' && item.operator === 'given' && !item.guards.length) {
      if (waiting.some((rule) => !isWithin(item.path, rule.path))) {
        made.push(...waiting);
        waiting = [];
      }
      waiting.push(item);
      continue;
    }
    if (item.kind === 'rule' && waiting.length && waiting.every((rule) => isWithin(item.path, rule.path))) {
      made.push({ ...item, guards: [...waiting.map((rule) => rule.path), ...item.guards] });
    } else made.push(...waiting, item);
    waiting = [];
  }
  const last = waiting.at(-1);
  if (last && waiting.length > 1)
    made.push({ ...last, guards: waiting.slice(0, -1).map((rule) => rule.path) });
  else made.push(...waiting);
  return made;
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
}

function readRule(expression: Expression): Rule | null {
  const rule = (named: string, operator: Operator, operands: readonly Operand[] = []): Rule => ({
    kind: 'rule',
    path: named,
    operator,
    operands,
    guards: [],
  });
  switch (expression.kind) {
    case 'path':
      return rule(pathText(expression.steps), 'true');
    case 'not': {
      const named = expression.value.kind === 'path' ? pathText(expression.value.steps) : null;
      return named === null ? null : rule(named, 'false');
    }
    case 'test': {
      const found = Object.entries(TEST_OF).find(
        ([, [name, negated]]) => name === expression.name && negated === expression.negated,
      );
      if (!found || expression.value.kind !== 'path') return null;
      return rule(pathText(expression.value.steps), found[0] as Operator);
    }
    case 'compare':
      return readComparison(expression, rule);
    default:
      return null;
  }
}

function readComparison(
  { left, operator, right }: Expression & { kind: 'compare' },
  rule: (path: string, operator: Operator, operands: readonly Operand[]) => Rule,
): Rule | null {
  const counted = left.kind === 'filter' && left.name === 'count' && !left.arguments.length;
  const subject = counted ? left.value : left;
  if (subject.kind !== 'path') return null;
  const named = pathText(subject.steps);
  if (operator === 'in' || operator === 'not in') {
    if (right.kind !== 'list' || counted) return null;
    const operands = right.items.map(readOperand);
    if (!operands.every((operand) => operand !== null)) return null;
    return rule(named, BY_SIGN[operator], operands);
  }
  const operand = readOperand(right);
  const meant = counted ? COUNTED[operator] : BY_SIGN[operator];
  if (!operand || !meant || (counted && operand.kind !== 'number')) return null;
  return rule(named, meant, [operand]);
}

function readOperand(expression: Expression): Operand | null {
  switch (expression.kind) {
    case 'text':
      // Printed again, it has to be what it was.
      return text(expression.value).quote === expression.quote
        ? { kind: 'text', value: expression.value }
        : null;
    case 'number':
      return { kind: 'number', value: expression.digits };
    case 'minus':
      return expression.value.kind === 'number'
        ? { kind: 'number', value: `-${expression.value.digits}` }
        : null;
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'path':
      return { kind: 'variable', path: pathText(expression.steps) };
    default:
      return null;
  }
}

/** Write a condition as an expression; the empty text where there is no rule in it. */
export function printCondition(condition: Condition): string {
  return printed(condition, 'top');
}

function printed(condition: Condition, around: 'top' | 'all' | 'any'): string {
  if (condition.kind === 'expert') return expertText(condition.source.trim(), around);
  if (condition.kind === 'rule') return ruleText(condition);
  const items = condition.items.filter((item) => printed(item, 'top') !== '');
  if (items.length === 1 && items[0]) return printed(items[0], around);
  const inner = items
    .map((item) => printed(item, condition.join))
    .join(condition.join === 'all' ? ' and ' : ' or ');
  // Only 'or' inside 'and' has to be held together; a group of one's own kind is, so that it stays one.
  return around === 'top' || (around === 'any' && condition.join === 'all') || !inner ? inner : `(${inner})`;
}

function ruleText(rule: Rule): string {
  const guards = rule.guards.map((guard) => `${guard} is defined`);
  return [...guards, printExpression(treeOf(rule))].join(' and ');
}

// What is written by hand and joins more loosely than its surroundings is put in parentheses.
function expertText(source: string, around: 'top' | 'all' | 'any'): string {
  if (around === 'top' || !source) return source;
  const kind = readExpression(source)?.kind;
  const loose =
    kind === undefined || kind === 'choice' || kind === 'or' || (kind === 'and' && around === 'all');
  return loose ? `(${source})` : source;
}

function treeOf({ path: named, operator, operands }: Rule): Expression {
  const subject = path(named);
  const test = TEST_OF[operator];
  if (test) return { kind: 'test', name: test[0], negated: test[1], value: subject };
  if (operator === 'true') return subject;
  if (operator === 'false') return { kind: 'not', value: subject };
  if (operator === 'one-of' || operator === 'none-of')
    return {
      kind: 'compare',
      operator: operator === 'one-of' ? 'in' : 'not in',
      left: subject,
      right: { kind: 'list', items: operands.map(operandTree) },
    };
  const left: Expression = operator.startsWith('count-')
    ? { kind: 'filter', name: 'count', arguments: [], value: subject }
    : subject;
  const [operand] = operands;
  const right = operand ? operandTree(operand) : text('');
  return { kind: 'compare', operator: SIGN_OF[operator] ?? '==', left, right };
}

function operandTree(operand: Operand): Expression {
  switch (operand.kind) {
    case 'text':
      return text(operand.value);
    case 'number':
      return number(operand.value);
    case 'boolean':
      return { kind: 'boolean', value: operand.value };
    case 'variable':
      return path(operand.path);
  }
}

/** Every path a condition asks about, its guards left out. */
export function pathsIn(condition: Condition): readonly string[] {
  if (condition.kind === 'rule') return [condition.path];
  if (condition.kind === 'group') return condition.items.flatMap(pathsIn);
  const expression = readExpression(condition.source);
  const named = expression ? pathOf(expression) : null;
  return named === null ? [] : [named];
}
