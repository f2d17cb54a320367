import { describe, expect, it } from 'vitest';

import { keyOf } from './keys';

describe('keyOf', () => {
  it('makes a key of what people write', () => {
    expect(keyOf('Avviso di città (2027)')).toBe('avviso-di-citta-2027');
    expect(keyOf('  3 late fees! ')).toBe('late-fees');
    expect(keyOf('***')).toBe('');
    expect(keyOf('x'.repeat(80))).toHaveLength(64);
  });
});
