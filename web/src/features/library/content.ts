import { useQuery } from '@tanstack/react-query';

import { answered, api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { all } from '~/ui/people';

export type Summary = Model<'ContentSummary'>;
export type Kind = Summary['kind'];
export type Plural = `${Kind}s`;

export const PLURALS: readonly Plural[] = ['templates', 'blocks', 'brands'];

export function kindOf(plural: Plural): Kind {
  return ({ templates: 'template', blocks: 'block', brands: 'brand' } as const)[plural];
}

/** Everything of a kind, with what the approval of each is worth, and what is being begun and has no version yet. */
export function useContents(plural: Plural, retired: boolean) {
  return useQuery({
    queryKey: [plural, 'list', { retired }],
    queryFn: async ({ signal }) => {
      const asked = (cursor: string | undefined) => ({
        params: { query: { limit: 100, cursor, retired, standing: true } },
        signal,
      });
      return all((cursor): Promise<Model<'Listing_ContentSummary_'>> => {
        if (plural === 'templates') return ok(api.GET('/v1/templates', asked(cursor)));
        if (plural === 'blocks') return ok(api.GET('/v1/blocks', asked(cursor)));
        return ok(api.GET('/v1/brands', asked(cursor)));
      });
    },
  });
}

/** Drafts of what has no version yet. */
export function useBegun(plural: Plural) {
  return useQuery({
    queryKey: ['drafts'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/drafts', { params: { query: { limit: 200, cursor } }, signal }))),
    select: (drafts) => drafts.filter((one) => one.newest === 0 && `${one.kind}s` === plural),
  });
}

/** One of them, with the ETag that rolling back and retiring show. */
export function useContent(plural: Plural, key: string) {
  return useQuery({
    queryKey: [plural, key],
    queryFn: async ({ signal }) => {
      const init = { params: { path: { key } }, signal };
      const { data, etag } = await answered(
        plural === 'templates'
          ? api.GET('/v1/templates/{key}', init)
          : plural === 'blocks'
            ? api.GET('/v1/blocks/{key}', init)
            : api.GET('/v1/brands/{key}', init),
      );
      return { content: data, etag };
    },
  });
}

export function useVersions(plural: Plural, key: string) {
  return useQuery({
    queryKey: [plural, key, 'versions'],
    queryFn: async ({ signal }) => {
      const found = await all((cursor): Promise<Model<'Listing_VersionShown_'>> => {
        const init = { params: { path: { key }, query: { limit: 200, cursor } }, signal };
        if (plural === 'templates') return ok(api.GET('/v1/templates/{key}/versions', init));
        if (plural === 'blocks') return ok(api.GET('/v1/blocks/{key}/versions', init));
        return ok(api.GET('/v1/brands/{key}/versions', init));
      });
      return found.sort((one, other) => other.number - one.number);
    },
  });
}

export function useDefinition(plural: Plural, key: string, of = 'newest') {
  return useQuery({
    queryKey: [plural, key, 'definition', of],
    queryFn: ({ signal }) => {
      const init = { params: { path: { key }, query: { of } }, signal };
      if (plural === 'templates') return ok(api.GET('/v1/templates/{key}/definition', init));
      if (plural === 'blocks') return ok(api.GET('/v1/blocks/{key}/definition', init));
      return ok(api.GET('/v1/brands/{key}/definition', init));
    },
  });
}

export function useTranslations(plural: 'templates' | 'blocks', key: string) {
  return useQuery({
    queryKey: [plural, key, 'translations'],
    queryFn: ({ signal }) => {
      const init = { params: { path: { key } }, signal };
      return plural === 'templates'
        ? ok(api.GET('/v1/templates/{key}/translations', init))
        : ok(api.GET('/v1/blocks/{key}/translations', init));
    },
  });
}

export function useUses(block: string) {
  return useQuery({
    queryKey: ['where-used', block],
    queryFn: ({ signal }) =>
      all((cursor) =>
        ok(api.GET('/v1/where-used', { params: { query: { block, limit: 200, cursor } }, signal })),
      ),
  });
}
