import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answered, api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';

export type Review = Model<'ReviewShown'>;
export type Verdict = Model<'NewDecision'>['verdict'];

/** A submission with everything about it, and the ETag of what was read: a decision is about that and nothing else. */
export function useReview(id: string) {
  return useQuery({
    queryKey: ['submissions', id],
    queryFn: async ({ signal }) => {
      const path = { submission: id };
      const { data, etag } = await answered(
        api.GET('/v1/submissions/{submission}', { params: { path }, signal }),
      );
      return { review: data, etag };
    },
    refetchInterval: 30_000,
  });
}

export function useChanges(id: string) {
  return useQuery({
    queryKey: ['submissions', id, 'changes'],
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/submissions/{submission}/changes', { params: { path: { submission: id } }, signal })),
    staleTime: Infinity,
  });
}

export function usePackage(id: string) {
  return useQuery({
    queryKey: ['submissions', id, 'package'],
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/submissions/{submission}/package', { params: { path: { submission: id } }, signal })),
    staleTime: 60_000,
  });
}

/** Everything that was said and decided, the oldest first. */
export function useDecisions(id: string) {
  return useInfiniteQuery({
    queryKey: ['submissions', id, 'decisions'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ok(
        api.GET('/v1/submissions/{submission}/decisions', {
          params: { path: { submission: id }, query: { cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
}

/** What a decision changes is asked for anew: the submission, the queue, what was released. */
export function useSettle() {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      ['submissions', 'queue', 'releases', 'templates', 'blocks', 'brands'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
}

export interface DecisionAsked {
  verdict: Verdict;
  reason: string;
  step: string | null;
  onBehalfOf: string | null;
}

/** Decide on exactly what was read: `etag` is that of the page that is on the screen. */
export function useDecide(id: string, etag: string) {
  const settle = useSettle();
  return useMutation({
    mutationFn: ({ verdict, reason, step, onBehalfOf }: DecisionAsked) =>
      ok(
        api.POST('/v1/submissions/{submission}/decisions', {
          params: { path: { submission: id }, header: { 'if-match': etag } },
          headers: once(),
          body: { verdict, reason, step, on_behalf_of: onBehalfOf },
        }),
      ),
    onSettled: settle,
  });
}

export function useWithdraw(id: string, etag: string) {
  const settle = useSettle();
  return useMutation({
    mutationFn: (reason: string) =>
      ok(
        api.POST('/v1/submissions/{submission}/withdrawal', {
          params: { path: { submission: id }, header: { 'if-match': etag } },
          headers: once(),
          body: { reason },
        }),
      ),
    onSettled: settle,
  });
}

export function useComment(id: string) {
  const settle = useSettle();
  return useMutation({
    mutationFn: (comment: { text: string; node: string | null }) =>
      ok(
        api.POST('/v1/submissions/{submission}/comments', {
          params: { path: { submission: id } },
          headers: once(),
          body: comment,
        }),
      ),
    onSuccess: settle,
  });
}
