import type { PreviewSay } from '../channels/shared';
import type { Condition, Outcome } from '../model/types';

/** How an outcome of a condition is called: shown, hidden, or the words of the branch. */
export function outcomeWords(
  condition: Condition,
  outcome: Outcome,
  say: PreviewSay,
  plain: (expression: string) => string,
): string {
  if (condition.kind === 'rows') return say(outcome === false ? 'board.empty' : 'board.asData');
  if (condition.kind === 'condition') return say(outcome === true ? 'board.shown' : 'board.hidden');
  const branch = condition.branches[Number(outcome) - 1];
  if (branch === undefined) return say('board.none.branch');
  return branch === 'otherwise' ? say('board.otherwise') : plain(branch);
}
