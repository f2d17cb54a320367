import { describe, expect, it } from 'vitest';

import { faultOfRecord, LARGEST_RECORD } from './record';
import { draftOf, withRecord } from './request';

const LOOK = { source: { template: 'letter' }, sample: 'first', record: null, lang: '', date: '', force: {} };

describe('a request', () => {
  it('names the sample, or carries the record, never both', () => {
    expect(draftOf(LOOK, ['sms'])).toEqual({ template: 'letter', channels: ['sms'], sample: 'first' });
    expect(draftOf({ ...LOOK, record: '{}', lang: 'it' }, ['sms'])).toEqual({
      template: 'letter',
      channels: ['sms'],
      locale: 'it',
    });
  });

  it('carries a record letter by letter', () => {
    const record = '{"balance": 12345678901234567.890, "name": "<script>"}';
    expect(withRecord({ template: 'letter' }, record)).toBe(`{"data":${record},"template":"letter"}`);
    expect(withRecord({ template: 'letter' }, null)).toBe('{"template":"letter"}');
  });
});

describe('a record of one’s own', () => {
  it('is an object', () => {
    expect(faultOfRecord('{"a": 1}')).toBeNull();
    expect(faultOfRecord('[{"a": 1}]')).toEqual({ why: 'no-object' });
    expect(faultOfRecord('null')).toEqual({ why: 'no-object' });
    expect(faultOfRecord('  ')).toEqual({ why: 'empty' });
    expect(faultOfRecord('x'.repeat(LARGEST_RECORD + 1))).toEqual({ why: 'too-big' });
  });

  it('says in which line it is no JSON', () => {
    expect(faultOfRecord('{\n  "a": 1,\n  b\n}')).toEqual({ why: 'syntax', line: 3 });
    expect(faultOfRecord('{\n  "a": 1')).toEqual({ why: 'syntax', line: 2 });
  });
});
