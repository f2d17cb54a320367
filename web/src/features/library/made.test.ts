import { describe, expect, it } from 'vitest';

import { blocksIn, unmarked, wordsIn } from './made';

describe('what a template is made of', () => {
  it('finds blocks wherever they stand, each once, with the version they are pinned at', () => {
    const content = [
      { block: 'vat-note', id: 'vat' },
      { choose: [{ when: 'a', content: [{ block: 'terms', id: 'terms', version: 2 }] }], id: 'x' },
      { block: 'vat-note', id: 'again' },
    ];
    expect(blocksIn(content)).toEqual([
      { key: 'vat-note', pinned: null },
      { key: 'terms', pinned: 2 },
    ]);
  });

  it('reads the words in order, without the signs of their markup', () => {
    const words = wordsIn([{ paragraph: '**Your data.** See [the notice](https://a.example).', id: 'a' }]);
    expect(words.map(({ text }) => unmarked(text))).toEqual(['Your data. See the notice.']);
  });
});
