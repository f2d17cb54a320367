import type { Formats } from '~/app/formats';
import { readCondition, type Condition, type Operand, type Rule } from '~/format/expressions';

import type { PreviewSay } from '../channels/shared';

/** What the paths of a contract are called, by path. */
export type Names = ReadonlyMap<string, string>;

/** A condition as a sentence: "Balance is below 0, and Reason is given". What cannot be told so stays as it is written. */
export function plainCondition(source: string, names: Names, say: PreviewSay, formats: Formats): string {
  const told = sentence(readCondition(source), false);
  return told.charAt(0).toUpperCase() + told.slice(1);

  function sentence(condition: Condition, inner: boolean): string {
    switch (condition.kind) {
      case 'expert':
        return condition.source;
      case 'rule':
        return rule(condition);
      case 'group': {
        const items = condition.items.map((item) => sentence(item, condition.items.length > 1));
        const joined = items.join(say(condition.join === 'all' ? 'plain.and' : 'plain.or'));
        return inner && items.length > 1 ? `(${joined})` : joined;
      }
    }
  }

  function rule({ path, operator, operands }: Rule): string {
    return say(`plain.${operator}`, {
      what: names.get(path) ?? pathWords(path),
      value: operands.map(operand).join(say('plain.or')),
    });
  }

  function operand(one: Operand): string {
    switch (one.kind) {
      case 'variable':
        return names.get(one.path) ?? pathWords(one.path);
      case 'boolean':
        return say(one.value ? 'plain.yes' : 'plain.no');
      case 'number':
        return Number.isSafeInteger(Number(one.value)) ? formats.number(Number(one.value)) : one.value;
      case 'text':
        return say('plain.quoted', { text: one.value });
    }
  }
}

/** A path that nobody named, as words: `customer.since_on` is "customer since on". */
function pathWords(path: string): string {
  return path.replaceAll(/[._[\]]+/g, ' ').trim();
}
