import { describe, expect, it } from 'vitest';

import { moved, readWorkflow, writeWorkflow } from './definition';

const DEFINITION = {
  workflow: 'credit',
  title: 'Credit',
  for: { kind: 'template', folders: ['retail/credit'], tags: ['consumer-credit'] },
  four_eyes: false,
  gates: ['coverage'],
  stages: [
    { stage: 'content', steps: [{ step: 'business', group: 'owners', quorum: 'any', due: 5 }] },
    {
      stage: 'rules',
      steps: [
        { step: 'compliance', group: 'compliance', quorum: 2, when: { locked: true } },
        {
          step: 'legal',
          group: 'legal',
          quorum: 'all',
          when: { any: [{ tag: 'a' }, { not: { jurisdiction: 'IT' } }] },
        },
        {
          step: 'odd',
          group: 'legal',
          quorum: 'any',
          when: { all: [{ any: [{ tag: 'a' }] }, { tag: 'b' }] },
        },
      ],
    },
  ],
  recall: { group: 'incident', people: 2 },
};

describe('a workflow', () => {
  it('comes back as it was, conditions that are not edited here too', () => {
    expect(writeWorkflow(readWorkflow(DEFINITION))).toEqual(DEFINITION);
  });

  it('moves a stage', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
  });
});
