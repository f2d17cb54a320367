import { describe, expect, it } from 'vitest';

import { formatsOf } from './formats';

describe('formats', () => {
  it('shows a plain day as that day, wherever it is read', () => {
    expect(formatsOf('en-GB').date('2026-11-28')).toBe('28 Nov 2026');
    expect(formatsOf('it-IT').date('2026-01-01')).toBe('1 gen 2026');
  });

  it('says how large something is in the units that fit', () => {
    expect(formatsOf('en-GB').bytes(0)).toBe('0 byte');
    expect(formatsOf('en-GB').bytes(1_530_000)).toBe('1.5 MB');
  });

  it('names languages, and an unknown tag by itself', () => {
    expect(formatsOf('it-IT').language('de')).toBe('tedesco');
    expect(formatsOf('en-GB').language('xx')).toBe('xx');
  });

  it('says how long ago something was in the largest unit that fits', () => {
    const before = (seconds: number) => new Date(Date.now() - seconds * 1000);
    expect(formatsOf('en-GB').ago(before(7_300))).toBe('2 hours ago');
    expect(formatsOf('it-IT').ago(before(90_000))).toBe('ieri');
  });
});
