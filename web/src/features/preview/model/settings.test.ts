import { describe, expect, it } from 'vitest';

import { readSettings, writeSettings } from './settings';

describe('the address of a preview', () => {
  it('gives back what was written into it', () => {
    const change = {
      sample: 'zero-balance',
      lang: 'it',
      date: '2027-01-31',
      channels: ['email', 'sms'],
      layout: 'one',
      channel: 'sms',
      node: 'terms.items.late-fee',
      screens: 'dark',
      device: 'phone',
      locked: true,
      force: { 'terms.items.late-fee': true, lines: false, kind: 2 },
    } as const;
    expect(readSettings(writeSettings(new URLSearchParams(), change))).toEqual(change);
  });

  it('keeps what belongs to others, and says nothing that goes without saying', () => {
    const address = writeSettings(new URLSearchParams('tab=history&layout=one&force=a:1'), {
      layout: '',
      force: {},
    });
    expect(address.toString()).toBe('tab=history');
  });

  it('takes what makes no sense as not said', () => {
    const settings = readSettings(
      new URLSearchParams('date=tomorrow&layout=sideways&screens=blue&force=a,b:maybe,:1'),
    );
    expect(settings).toMatchObject({ date: '', layout: '', screens: 'light', force: {} });
  });
});
