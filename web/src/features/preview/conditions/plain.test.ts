import { describe, expect, it } from 'vitest';

import i18next from 'i18next';

import { formatsOf } from '~/app/formats';

import type { PreviewSay } from '../channels/shared';
import { previewWords } from '../words';
import { plainCondition } from './plain';

const NAMES = new Map([
  ['balance', 'the balance'],
  ['reason', 'reason'],
]);

function plain(source: string, language = 'en'): string {
  const fixed = i18next.getFixedT(language, previewWords.namespace);
  const say = ((key: string, values: Record<string, string>) => fixed(key, values)) as PreviewSay;
  return plainCondition(source, NAMES, say, formatsOf(language));
}

describe('plainCondition', () => {
  it('says a condition in words', () => {
    expect(plain("reason == 'costs'")).toBe('Reason is “costs”');
    expect(plain('balance < -1000')).toBe('The balance is below -1,000');
    expect(plain('balance < 0', 'it')).toBe('The balance è inferiore a 0');
    expect(plain('customer.paid_on is defined')).toBe('Customer paid on is given');
  });

  it('says what belongs together', () => {
    expect(plain("balance < 0 and (reason == 'a' or reason is undefined)")).toBe(
      'The balance is below 0, and (reason is “a” or reason is missing)',
    );
  });

  it('leaves as it is what has no words', () => {
    expect(plain('items | count > balance + 1')).toBe('Items | count > balance + 1');
    expect(plain('{{')).toBe('{{');
  });
});
