import type { Condition, Forced, Outcome } from './types';

/** `forced` with one condition forced to an outcome, or left to the data. */
export function forcedWith(forced: Forced, key: string, outcome: Outcome | undefined): Forced {
  const others = Object.entries(forced).filter(([other]) => other !== key);
  return Object.fromEntries(outcome === undefined ? others : [...others, [key, outcome]]);
}

/** What a condition is called: the last part of its key that a person gave it, as words. */
export function conditionName(condition: Condition): string {
  const parts = condition.key.split('.').filter((part) => !/^\d+$/.test(part));
  if (condition.kind === 'rows') parts.pop();
  const name = (parts.at(-1) ?? condition.key).replaceAll(/[-_]+/g, ' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Whether two ways to force are the same. */
export function sameForced(one: Forced, other: Forced): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
