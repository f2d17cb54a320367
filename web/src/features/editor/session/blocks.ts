import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import type { SourceNode } from '~/format/nodes';
import { isObject } from '~/format/nodes';

import type { BlockFacts } from '../views/around';

export type BlockSummary = Model<'ContentSummary'>;

/** Every block of the store. Throws ApiProblem. */
export async function listBlocks(): Promise<BlockSummary[]> {
  const found: BlockSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await ok(
      api.GET('/v1/blocks', { params: { query: { limit: 200, ...(cursor ? { cursor } : {}) } } }),
    );
    found.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}

/** What the document shows of blocks: asked for when they are first seen, and told of when they have come. */
export class Blocks {
  private readonly facts = new Map<string, BlockFacts | 'loading' | 'missing'>();
  private readonly locks: ReadonlyMap<string, string>;

  constructor(
    summaries: readonly BlockSummary[],
    private readonly arrived: () => void,
  ) {
    this.locks = new Map(summaries.map((one) => [one.key, one.lock]));
  }

  /** Whether nobody may change the words of a block; of one that is not known, nobody. */
  readonly isLocked = (key: string): boolean => (this.locks.get(key) ?? 'locked') === 'locked';

  readonly get = (key: string): BlockFacts | 'loading' | 'missing' => {
    const known = this.facts.get(key);
    if (known) return known;
    this.facts.set(key, 'loading');
    void this.load(key);
    return 'loading';
  };

  private async load(key: string): Promise<void> {
    try {
      this.facts.set(key, await factsOf(key));
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.status === 404) this.facts.set(key, 'missing');
      else this.facts.delete(key);
    }
    this.arrived();
  }
}

async function factsOf(key: string): Promise<BlockFacts> {
  const path = { params: { path: { key } } };
  const [summary, { definition }, { translations }, versions] = await Promise.all([
    ok(api.GET('/v1/blocks/{key}', path)),
    ok(api.GET('/v1/blocks/{key}/definition', path)),
    ok(api.GET('/v1/blocks/{key}/translations', path)),
    ok(api.GET('/v1/blocks/{key}/versions', { params: { path: { key }, query: { limit: 50 } } })),
  ]);
  const texts = new Map(
    translations.flatMap(({ locale, entries }) =>
      entries
        .filter(({ state }) => state === 'translated')
        .map((entry) => [`${locale}/${entry.context}`, entry.text] as const),
    ),
  );
  return {
    key,
    title: summary.title,
    owner: summary.owner,
    version: summary.version,
    lock: summary.lock,
    language: summary.language,
    locales: summary.locales,
    standing: versions.items.find(({ number }) => number === summary.version)?.standing ?? null,
    content: Array.isArray(definition.content) ? (definition.content as SourceNode[]) : [],
    slots: isObject(definition.slots)
      ? Object.entries(definition.slots).map(([name, schema]) => ({
          name,
          title: isObject(schema) && typeof schema.title === 'string' ? schema.title : name,
        }))
      : [],
    translated: (context, _source, locale) => texts.get(`${locale}/${context}`),
  };
}
