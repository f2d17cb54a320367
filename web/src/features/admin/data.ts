import { useQuery, useQueryClient } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { all } from '~/ui/people';

/** Everybody who was ever added, with their groups and roles. */
export function usePeople() {
  return useQuery({
    queryKey: ['people', 'all'],
    queryFn: () => all((cursor) => ok(api.GET('/v1/people', { params: { query: { cursor, limit: 200 } } }))),
  });
}

export function useGroups() {
  return useQuery({
    queryKey: ['groups'],
    queryFn: () => all((cursor) => ok(api.GET('/v1/groups', { params: { query: { cursor, limit: 200 } } }))),
  });
}

export function useGrants() {
  return useQuery({
    queryKey: ['grants'],
    queryFn: () => all((cursor) => ok(api.GET('/v1/grants', { params: { query: { cursor, limit: 200 } } }))),
  });
}

export function usePlacements() {
  return useQuery({
    queryKey: ['placements'],
    queryFn: () =>
      all((cursor) => ok(api.GET('/v1/folders/placements', { params: { query: { cursor, limit: 200 } } }))),
  });
}

/** Have everything about people asked for again, after something of it changed. */
export function useRegisterChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ['people', 'groups', 'grants', 'placements', 'edit-rights', 'delegations'].map((key) =>
        queries.invalidateQueries({ queryKey: [key] }),
      ),
    );
  };
}
