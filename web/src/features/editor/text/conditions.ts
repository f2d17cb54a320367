import type { Variable } from '../contract';
import type { SayEditor } from '../words';
import { nameOf, type Scope } from './values';

const PART =
  /^(?<path>[a-z_][a-z0-9_.]*)\s+(?<test>is defined|is undefined|is not empty|is empty|==|!=|<=|>=|<|>)\s*(?<value>.*)$/;
const TESTS = {
  'is defined': 'test.defined',
  'is undefined': 'test.undefined',
  'is empty': 'test.empty',
  'is not empty': 'test.notEmpty',
  '==': 'test.is',
  '!=': 'test.isNot',
  '<': 'test.below',
  '<=': 'test.atMost',
  '>': 'test.above',
  '>=': 'test.atLeast',
} as const;

/** A condition in the words of the business, as far as it is made of plain comparisons. */
export function conditionInWords(
  condition: string,
  variables: readonly Variable[],
  scope: Scope,
  say: SayEditor,
): string {
  if (/[()]/.test(condition.replace(/'[^']*'/g, ''))) return condition;
  return condition
    .split(/\s+(and|or)\s+/)
    .map((part) => {
      if (part === 'and' || part === 'or') return say(`test.${part}`);
      return inWords(part.trim(), variables, scope, say);
    })
    .join(' ');
}

function inWords(part: string, variables: readonly Variable[], scope: Scope, say: SayEditor): string {
  const found = PART.exec(part)?.groups;
  if (found) {
    const { path = '', test = '', value = '' } = found;
    const name = nameOf(path, variables, scope);
    return say(TESTS[test as keyof typeof TESTS], { name, value: value.replace(/^'(.*)'$/, '$1') });
  }
  const negated = /^not\s+([a-z_][a-z0-9_.]*)$/.exec(part)?.[1];
  if (negated) return say('test.no', { name: nameOf(negated, variables, scope) });
  if (/^[a-z_][a-z0-9_.]*$/.test(part)) return say('test.yes', { name: nameOf(part, variables, scope) });
  return part;
}
