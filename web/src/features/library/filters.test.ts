import { describe, expect, it } from 'vitest';

import type { Summary } from './content';
import { choicesOf, narrowed, type Filters } from './filters';

const one = (told: Partial<Summary>): Summary => ({
  kind: 'block', key: 'k', title: '', description: '', version: 1, digest: '', language: 'en-GB', locales: [],
  channels: [], tags: [], jurisdictions: [], owner: '', lock: 'free', folder: '', author: 'anna',
  changed_at: '2026-01-01T00:00:00Z', retired_on: null, draft: null, standing: 'approved', ...told,
}); // prettier-ignore

const NONE: Filters = {
  text: '', folder: '', tag: '', language: '', channel: '', owner: '', lock: '', standing: '', draft: '',
}; // prettier-ignore

describe('narrowed', () => {
  const all = [
    one({ key: 'perche', title: 'Perché paghi', folder: 'retail/credit', tags: ['credit'] }),
    one({ key: 'vat-note', title: 'VAT', folder: 'retail', locales: ['it'], standing: 'void' }),
  ];
  const keys = (filters: Partial<Filters>) => narrowed(all, { ...NONE, ...filters }).map(({ key }) => key);

  it('finds words in any order, with or without accents', () => {
    expect(keys({ text: 'paghi PERCHE' })).toEqual(['perche']);
    expect(keys({ text: 'nothing of this' })).toEqual([]);
  });

  it('takes a folder with those in it', () => {
    expect(keys({ folder: 'retail' })).toEqual(['perche', 'vat-note']);
    expect(keys({ folder: 'retail/credit' })).toEqual(['perche']);
    expect(keys({ folder: 'ret' })).toEqual([]);
  });

  it('fits every filter at once', () => {
    expect(keys({ language: 'it', standing: 'void' })).toEqual(['vat-note']);
    expect(keys({ language: 'it', standing: 'approved' })).toEqual([]);
  });

  it('offers what there is', () => {
    expect(choicesOf(all, 'language')).toEqual(['en-GB', 'it']);
    expect(choicesOf(all, 'owner')).toEqual([]);
  });
});
