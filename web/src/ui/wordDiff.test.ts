import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { wordDiff } from './wordDiff';

const side = (before: string, after: string, gone: 'removed' | 'added') =>
  wordDiff(before, after)
    .filter(({ what }) => what !== gone)
    .map(({ text }) => text)
    .join('');

describe('wordDiff', () => {
  it('shows the words that changed, and nothing around them', () => {
    expect(wordDiff('We process your data.', 'We use your data.')).toEqual([
      { what: 'same', text: 'We ' },
      { what: 'removed', text: 'process' },
      { what: 'added', text: 'use' },
      { what: 'same', text: ' your data.' },
    ]);
  });

  it('tells changed words that stand together as one change', () => {
    expect(wordDiff('for ten years after', 'for five months after')).toEqual([
      { what: 'same', text: 'for ' },
      { what: 'removed', text: 'ten years' },
      { what: 'added', text: 'five months' },
      { what: 'same', text: ' after' },
    ]);
  });

  it('loses nothing of either text, whatever they are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ' ', '\n', '€', '1,5', 'perché', '.'), { maxLength: 30 });
    fc.assert(
      fc.property(text, text, (was, is) => {
        const [before, after] = [was.join(''), is.join('')];
        expect(side(before, after, 'added')).toBe(before);
        expect(side(before, after, 'removed')).toBe(after);
      }),
    );
  });
});
