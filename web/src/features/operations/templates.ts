import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';

type Release = Model<'ReleaseShown'>;

/** The releases that are sent today, one a template. */
export function useTemplatesInForce() {
  return useQuery({ queryKey: ['releases', 'in-force'], queryFn: inForce, staleTime: 60_000 });
}

async function inForce(): Promise<Release[]> {
  const found: Release[] = [];
  let cursor: string | undefined;
  do {
    const page = await ok(api.GET('/v1/releases', { params: { query: { limit: 200, cursor } } }));
    found.push(...page.items.filter(({ status }) => status === 'in-force'));
    cursor = page.next ?? undefined;
  } while (cursor);
  return found;
}
