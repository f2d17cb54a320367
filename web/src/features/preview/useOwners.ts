import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';

import { api, ok } from '~/api/client';

import { usePreviewWords } from './channels/shared';
import type { Seen } from './model/viewing';

/** What locked blocks are labelled with, by block and version (`vat-note@3`): their name, version and owner. */
export function useOwners(seen: Seen, wanted: boolean): ReadonlyMap<string, string> {
  const say = usePreviewWords();
  const { data } = useQuery({
    queryKey: ['blocks', 'owners'],
    queryFn: () => ok(api.GET('/v1/blocks', { params: { query: { limit: 200 } } })),
    enabled: wanted,
    staleTime: 60_000,
  });
  return useMemo(() => {
    const owners = new Map(data?.items.map(({ key, owner }) => [key, owner]));
    const shown = new Set<string>();
    for (const { block } of seen.paper?.view.areas ?? []) if (block) shown.add(block);
    for (const { block } of seen.messages?.sms?.runs ?? []) if (block) shown.add(block);
    for (const html of [seen.messages?.email?.html, seen.messages?.mobile?.html]) {
      for (const [, block] of (html ?? '').matchAll(/ data-block="([^"]*)"/g)) if (block) shown.add(block);
    }
    return new Map(
      [...shown].map((block) => {
        const [key = '', version = ''] = block.split('@');
        const owner = owners.get(key);
        return [block, owner ? say('owner', { key, version, owner }) : `${key} ${version}`];
      }),
    );
  }, [data, seen, say]);
}
