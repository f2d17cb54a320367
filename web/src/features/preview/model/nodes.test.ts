import { describe, expect, it } from 'vitest';

import { idsInside, nextOf, rootOf, shownFor } from './nodes';

const MAIL = ['title', 'proposal', 'proposal.change', 'proposal.effect', 'lines.1.text', 'lines.2.text'];

describe('shownFor', () => {
  it('shows the node itself', () => {
    expect([...shownFor(MAIL, 'proposal.change')]).toEqual(['proposal.change']);
  });

  it('shows what holds a node where the channel does not tell them apart', () => {
    expect([...shownFor(['title', 'proposal'], 'proposal.effect')]).toEqual(['proposal']);
  });

  it('shows every row of what is repeated', () => {
    expect([...shownFor(MAIL, 'lines')]).toEqual(['lines.1.text', 'lines.2.text']);
  });

  it('takes no node for one whose name begins alike', () => {
    expect([...shownFor(['title-small'], 'title')]).toEqual([]);
  });

  it('shows what a node holds that is nothing by itself', () => {
    expect([...shownFor(MAIL, 'letter', ['title', 'proposal'])]).toEqual(['title', 'proposal']);
  });
});

describe('idsInside', () => {
  const definition = {
    content: [
      {
        id: 'letter',
        only: ['pdf'],
        content: [{ id: 'title' }, { id: 'kind', choose: [{ content: [{ id: 'a' }] }] }],
      },
      { id: 'end' },
    ],
  };

  it('finds all that a node holds', () => {
    expect(idsInside(definition, 'letter')).toEqual(['title', 'kind', 'a']);
    expect(idsInside(definition, 'end')).toEqual([]);
    expect(idsInside(definition, 'gone')).toEqual([]);
  });
});

describe('going through a document', () => {
  it('goes on, back, and stays at its ends', () => {
    expect(nextOf(MAIL, 'title', 1)).toBe('proposal');
    expect(nextOf(MAIL, 'title', -1)).toBe('title');
    expect(nextOf(MAIL, '', 1)).toBe('title');
    expect(nextOf(MAIL, '', -1)).toBe('lines.2.text');
    expect(nextOf([], 'title', 1)).toBe('');
    expect(rootOf('lines.2.text')).toBe('lines');
  });
});
