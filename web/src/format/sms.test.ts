import { expect, it } from 'vitest';

import { countSegments, outsideGsm } from './sms';
import cases from './sms.cases.json';

it('counts every case as the renderer does', () => {
  expect(cases.length).toBeGreaterThan(60);
  for (const [text, encoding, characters, units, segments, remaining] of cases)
    expect(countSegments(String(text))).toEqual({ encoding, characters, units, segments, remaining });
});

it('names what costs a message its alphabet', () => {
  expect(outsideGsm('L’été coûte 5 €, l’hiver aussi 😀')).toEqual(['’', 'û', '😀']);
});
