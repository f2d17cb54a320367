import { expect, it } from 'vitest';

import { fitting, mentioned, mentioning, mentionPieces } from './mentioning';

it('sees the mention that is being typed, and no address', () => {
  expect(mentioning('Ask @an', 7)).toEqual({ at: 4, typed: 'an' });
  expect(mentioning('@', 1)).toEqual({ at: 0, typed: '' });
  expect(mentioning('ada@example', 11)).toBeNull();
  expect(mentioning('Ask @anna now', 13)).toBeNull();
});

it('completes it in place', () => {
  expect(mentioned('Ask @an please', { at: 4, typed: 'an' }, 'anna')).toEqual({
    text: 'Ask @anna please',
    cursor: 10,
  });
});

it('finds people by name and key', () => {
  const people = [{ key: 'anna', name: 'Anna Rossi' }, { key: 'bruno', name: 'Bruno Neri' }]; // prettier-ignore
  expect(fitting(people, 'ro').map(({ key }) => key)).toEqual(['anna']);
  expect(fitting(people, 'BRU').map(({ key }) => key)).toEqual(['bruno']);
});

it('cuts a text at its mentions', () => {
  expect(mentionPieces('Ask @anna, not ada@example')).toEqual([
    { text: 'Ask ', mention: false },
    { text: '@anna', mention: true },
    { text: ', not ada@example', mention: false },
  ]);
});
