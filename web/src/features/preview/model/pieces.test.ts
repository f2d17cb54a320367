import { expect, it } from 'vitest';

import { piecesOf } from './pieces';

it('puts together what one node says, and tells where segments begin', () => {
  const run = (text: string, segment: number, node: string | null) => ({ text, segment, node, block: null });
  const pieces = piecesOf([run('DRAFT ', 1, null), run('a', 1, 'x'), run('b', 2, 'x'), run('c', 2, 'y')]);
  expect(pieces.map(({ node, runs }) => [node, runs.map(({ text }) => text).join('')])).toEqual([
    [null, 'DRAFT '],
    ['x', 'ab'],
    ['y', 'c'],
  ]);
  expect(pieces.flatMap(({ runs }) => runs.map(({ begins }) => begins))).toEqual([true, false, true, false]);
});
