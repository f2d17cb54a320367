import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';

/** The ways in here: asked before anybody is signed in. A server that does not say is signed in to by password. */
export function useDoor() {
  return useQuery({ queryKey: ['door'], queryFn: () => ok(api.GET('/v1/door')), staleTime: 60_000 });
}
