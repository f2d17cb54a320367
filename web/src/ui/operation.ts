import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';

export type Operation = Model<'Operation'>;

const ENDED: readonly Operation['state'][] = ['done', 'failed', 'lost'];

export function hasEnded(operation: Operation | undefined): boolean {
  return operation !== undefined && ENDED.includes(operation.state);
}

/** What takes its time, asked after once a second until it has ended. Nothing is asked while there is no id. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: ['operations', id],
    enabled: id !== null,
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/operations/{operation}', { params: { path: { operation: id ?? '' } }, signal })),
    refetchInterval: ({ state }) => (hasEnded(state.data) || state.error ? false : 1_000),
    refetchOnWindowFocus: false,
  });
}

/** Why an operation failed, as the request would have been answered. */
export function problemOfOperation(operation: Operation): ApiProblem | null {
  const told = operation.problem;
  return told ? new ApiProblem(told.status, told.type, told.title, told.detail) : null;
}
