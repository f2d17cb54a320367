import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useEditorSession } from '~/features/editor/contract';

export type Thread = Model<'ThreadShown'>;
export type State = 'open' | 'resolved' | 'all';

const FRESH = 30_000;

/** The threads about the draft, the oldest first. */
export function useThreads(state: State, node: string | null) {
  const { kind, key } = useEditorSession();
  return useInfiniteQuery({
    queryKey: ['comments', kind, key, state, node],
    initialPageParam: null as string | null,
    refetchInterval: FRESH,
    queryFn: ({ pageParam, signal }) => {
      const options = {
        params: { path: { key }, query: { state, node, limit: 100, cursor: pageParam } },
        signal,
      };
      return ok(
        kind === 'template'
          ? api.GET('/v1/templates/{key}/comments', options)
          : api.GET('/v1/blocks/{key}/comments', options),
      );
    },
    getNextPageParam: (page) => page.next ?? null,
  });
}

interface Said {
  readonly text: string;
  readonly node?: string | null;
  readonly answers?: number;
}

export function useSay() {
  const { kind, key } = useEditorSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: Said) => {
      const options = { params: { path: { key } }, headers: once(), body };
      return ok(
        kind === 'template'
          ? api.POST('/v1/templates/{key}/comments', options)
          : api.POST('/v1/blocks/{key}/comments', options),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['comments', kind, key] }),
  });
}

/** Say that nothing is left of a thread, or open it again. */
export function useResolve() {
  const { kind, key } = useEditorSession();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ number, resolved }: { number: number; resolved: boolean }) => {
      const options = { params: { path: { key, number } } };
      if (kind === 'template')
        return ok(
          resolved
            ? api.POST('/v1/templates/{key}/comments/{number}/resolution', options)
            : api.DELETE('/v1/templates/{key}/comments/{number}/resolution', options),
        );
      return ok(
        resolved
          ? api.POST('/v1/blocks/{key}/comments/{number}/resolution', options)
          : api.DELETE('/v1/blocks/{key}/comments/{number}/resolution', options),
      );
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['comments', kind, key] }),
  });
}
