import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';

export type Operation = Model<'Operation'>;

/** Whether an operation is still on its way. */
export function isUnderWay(operation: Operation): boolean {
  return operation.state === 'waiting' || operation.state === 'running';
}

/** An operation, asked for again each second while it is on its way. */
export function useOperation(id: string | null) {
  return useQuery({
    queryKey: ['operations', id],
    enabled: id !== null,
    queryFn: () => ok(api.GET('/v1/operations/{operation}', { params: { path: { operation: id ?? '' } } })),
    refetchInterval: ({ state: { data } }) => (data && !isUnderWay(data) ? false : 1_000),
  });
}
