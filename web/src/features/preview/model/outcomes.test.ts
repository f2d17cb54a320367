import { describe, expect, it } from 'vitest';

import { conditionName, forcedWith, sameForced } from './outcomes';
import type { Condition } from './types';

describe('forcing', () => {
  it('adds, changes and takes back', () => {
    expect(forcedWith({}, 'a', true)).toEqual({ a: true });
    expect(forcedWith({ a: true, b: 2 }, 'a', false)).toEqual({ a: false, b: 2 });
    expect(forcedWith({ a: true, b: 2 }, 'a', undefined)).toEqual({ b: 2 });
  });

  it('is the same whatever the order', () => {
    expect(sameForced({ a: 1, b: false }, { b: false, a: 1 })).toBe(true);
    expect(sameForced({ a: 1 }, { a: true })).toBe(false);
    expect(sameForced({ a: true }, {})).toBe(false);
  });
});

describe('conditionName', () => {
  const named = (key: string, kind: Condition['kind'] = 'condition') =>
    conditionName({ key, kind } as Condition);

  it('is what a person called it', () => {
    expect(named('late-fee')).toBe('Late fee');
    expect(named('terms.items.late_fee')).toBe('Late fee');
    expect(named('lines.rows', 'rows')).toBe('Lines');
    expect(named('template.recipient.address.2.rows', 'rows')).toBe('Address');
  });
});
