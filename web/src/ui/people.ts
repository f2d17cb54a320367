import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';

/** What people are called, by their key: a key is what stands in the log, a name is what people read. */
export function useNames(): (key: string) => string {
  const { data } = useQuery({
    queryKey: ['people', 'names'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const people = await all((cursor) =>
        ok(api.GET('/v1/people', { params: { query: { limit: 200, cursor } }, signal })),
      );
      return new Map(people.map((one) => [one.key, one.name]));
    },
  });
  return (key) => data?.get(key) || key;
}

interface Page<T> {
  items: T[];
  next?: string | null;
}

/** Everything of a list that pages by cursor. */
export async function all<T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null | undefined;
  do {
    const one = await page(cursor ?? undefined);
    found.push(...one.items);
    cursor = one.next;
  } while (cursor);
  return found;
}
