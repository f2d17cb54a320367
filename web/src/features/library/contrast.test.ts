import { describe, expect, it } from 'vitest';

import { contrast } from './contrast';

describe('contrast', () => {
  it('is that of WCAG, whichever colour comes first', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#ffffff', '#767676')).toBeCloseTo(4.54, 2);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
});
