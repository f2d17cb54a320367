import { describe, expect, it } from 'vitest';

import { missing, papered, pictured, sharpness } from './pages';
import type { PdfView } from './types';

function pdf(count: number, ...numbers: number[]): PdfView {
  return {
    channel: 'pdf',
    failed: false,
    findings: [],
    facts: [],
    count,
    areas: [],
    pages: numbers.map((number) => ({
      number,
      source: `data:${number.toString()}`,
      width: 595,
      height: 842,
    })),
  };
}

describe('papered', () => {
  it('keeps the pictures of before until there are newer ones', () => {
    const before = papered(null, pdf(3, 1, 2));
    const after = papered(before, pdf(3, 1));
    expect([...after.sheets.keys()]).toEqual([1, 2]);
    expect(missing(after, 1, 3, 1)).toEqual({ first: 2, limit: 2 });
  });

  it('drops the pages that a shorter document no longer has', () => {
    expect([...papered(papered(null, pdf(3, 1, 2, 3)), pdf(1, 1)).sheets.keys()]).toEqual([1]);
  });

  it('adds pages of the same document', () => {
    const paper = papered(papered(null, pdf(3, 1)), pdf(3, 2, 3), true);
    expect(missing(paper, 1, 3, 1)).toBeNull();
  });
});

describe('missing', () => {
  it('asks for nothing beyond the document', () => {
    expect(missing(papered(null, pdf(2, 1, 2)), 0, 9, 1)).toBeNull();
  });

  it('asks again for what is not sharp enough', () => {
    const paper = papered(null, pictured(pdf(2, 1, 2), 1));
    expect(missing(paper, 1, 1, 1)).toBeNull();
    expect(missing(paper, 1, 1, 2)).toEqual({ first: 1, limit: 1 });
  });
});

describe('sharpness', () => {
  it('goes by the screen', () => {
    expect(sharpness(300, 595, 1)).toBe(1);
    expect(sharpness(600, 595, 2)).toBe(2);
    expect(sharpness(2400, 595, 2)).toBe(3);
  });
});
