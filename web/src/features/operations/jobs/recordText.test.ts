import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { joined, placeOf, problemOf, spread } from './recordText';

describe('the text of a record', () => {
  it('keeps every digit', () => {
    const record = '{"a": 1.50, "b": 12345678901234567890, "c": [1e3, {}], "d": []}';
    expect(spread(record)).toBe(
      '{\n  "a": 1.50,\n  "b": 12345678901234567890,\n  "c": [\n    1e3,\n    {}\n  ],\n  "d": []\n}',
    );
  });

  it('is the same record, spread and joined', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const text = JSON.stringify(record);
        const line = joined(spread(text));
        expect(line).not.toContain('\n');
        expect(JSON.parse(line)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('says what is no record', () => {
    expect(problemOf('{"a": 1}')).toBeNull();
    expect(problemOf('[1]')).not.toBeNull();
    expect(problemOf('{"a": }')).not.toBeNull();
  });

  it('finds where a datum stands, or what it would stand in', () => {
    const text = spread('{"customer": {"name": "phone", "phone": 1}}');
    expect(text.slice(placeOf(text, 'customer.phone')).startsWith('"phone": 1')).toBe(true);
    expect(text.slice(placeOf(text, 'customer.email')).startsWith('"customer"')).toBe(true);
    expect(placeOf(text, 'order')).toBe(-1);
  });
});
