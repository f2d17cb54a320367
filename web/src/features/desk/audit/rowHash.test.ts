// @vitest-environment node
import { describe, expect, it } from 'vitest';

import { canonical, hashOf } from './rowHash';

// Made with the few lines of Python in docs/audit.md.
const ROW = {
  sequence: 3, at: '2026-11-23T10:00:00.000000Z', who: 'emil', act: 'approve', kind: 'block', key: 'vat-note',
  version: 2, digest: null, origin: 'api', host: 'office-1/ccm', why: 'Così va bene, "sì"', previous: 'sha256:00',
  hash: 'sha256:75443a0eec34c680e2068a4022de28e2135916ff1dbc56a4868fadea3913600b',
}; // prettier-ignore

describe('the hash of a row', () => {
  it('is that which the documentation says how to compute', async () => {
    expect(await hashOf(ROW)).toBe(ROW.hash);
  });

  it('is another when anything in the row is', async () => {
    expect(await hashOf({ ...ROW, who: 'eve' })).not.toBe(ROW.hash);
  });

  it('is made of sorted keys and plain characters', () => {
    expect(canonical({ b: 'è\n', a: null })).toBe('{"a":null,"b":"\\u00e8\\n"}');
  });
});
