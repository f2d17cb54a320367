import { describe, expect, it } from 'vitest';

import { planOf, usualOutput, type PlanAsked } from './plan';

const ALL = ['pdf', 'email', 'sms'];
const EVERYTHING: PlanAsked = {
  channels: { way: 'all', chosen: [], prefer: '', needs: {}, take: 'first' },
  outputs: {},
};

describe('an output plan', () => {
  it('says what the engine does anyway when nothing is chosen', () => {
    expect(planOf(EVERYTHING, ALL)).toEqual({
      plan: 1,
      outputs: { pdf: { as: 'files' }, email: { as: 'shards', container: 'tar' }, sms: { as: 'lines' } },
    });
  });

  it('has preferences in their order, with what each channel needs', () => {
    const channels = {
      way: 'prefer',
      chosen: ['sms', 'pdf'],
      prefer: ' customer.channels ',
      needs: { sms: 'customer.phone', pdf: ' ' },
      take: 'all',
    } as const;
    expect(planOf({ ...EVERYTHING, channels }, ALL)).toEqual({
      plan: 1,
      channels: {
        order: ['sms', 'pdf'],
        take: 'all',
        prefer: 'customer.channels',
        needs: { sms: 'customer.phone' },
      },
      outputs: { sms: { as: 'lines' }, pdf: { as: 'files' } },
    });
  });

  it('prints by postal code where there is one, and by sheets otherwise', () => {
    const print = { ...usualOutput('pdf'), as: 'print' as const, mark: null, envelopeSheets: 6 };
    const channels = { ...EVERYTHING.channels, way: 'some' as const, chosen: ['pdf'] };
    const said = (output: typeof print) => planOf({ channels, outputs: { pdf: output } }, ALL).outputs;
    expect(said(print)).toEqual({
      pdf: { as: 'print', sheets: 2000, duplex: true, sort: ['sheets'], household: false, mark: false },
    });
    expect(said({ ...print, postalCode: 'customer.zip', household: 'address' })).toEqual({
      pdf: {
        as: 'print',
        sheets: 2000,
        duplex: true,
        sort: ['postal-code', 'sheets'],
        postal_code: 'customer.zip',
        household: 'address',
        envelope_sheets: 6,
        mark: false,
      },
    });
  });
});
