import { useQuery, useQueryClient } from '@tanstack/react-query';

import { api, ok, rememberCsrf } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';

export type Me = Model<'WhoAmI'>;
export type Ability =
  'view' | 'edit' | 'submit' | 'decide' | 'comment' | 'release' | 'render' | 'archive' | 'manage';

// What a role brings is the server's to decide; this only spares people buttons that would be refused.
const BRINGS: Record<string, readonly Ability[]> = {
  author: ['view', 'edit', 'submit', 'comment'],
  designer: ['view', 'edit', 'submit', 'comment'],
  compliance: ['view', 'edit', 'submit', 'decide', 'comment', 'release', 'archive'],
  approver: ['view', 'decide', 'comment', 'release'],
  operator: ['view', 'render'],
  administrator: ['view', 'manage'],
  'api-client': ['render'],
};

export const ME = ['me'] as const;

/** Who is signed in; null when nobody is. */
async function whoIsThere(): Promise<Me | null> {
  try {
    rememberCsrf((await ok(api.GET('/v1/session'))).csrf);
    return await ok(api.GET('/v1/whoami'));
  } catch (error) {
    if (error instanceof ApiProblem && error.isSignedOut) return null;
    throw error;
  }
}

export function useWhoIsThere() {
  return useQuery({ queryKey: ME, queryFn: whoIsThere, staleTime: Infinity, retry: false });
}

/** Who is signed in. Only below the door (`Door`), where somebody is. */
export function useMe(): Me {
  const { data } = useWhoIsThere();
  if (!data) throw new Error('useMe is for pages behind the door');
  return data;
}

/** What who is signed in may do, somewhere. The server asks again, about the thing itself. */
export function useAbilities(): ReadonlySet<Ability> {
  return new Set(useMe().roles.flatMap(({ role }) => BRINGS[role] ?? []));
}

/** Whether who is signed in may do a kind of thing, somewhere. */
export function useMay(ability: Ability): boolean {
  return useAbilities().has(ability);
}

/** Sign in, and remember what every change has to show. Throws ApiProblem. */
export async function signIn(person: string, password: string): Promise<void> {
  rememberCsrf((await ok(api.POST('/v1/session', { body: { person, password } }))).csrf);
}

export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await ok(api.DELETE('/v1/session'));
    queries.setQueryData(ME, null);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== ME[0] });
  };
}
