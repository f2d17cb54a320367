import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';

export type Awaiting = Model<'AwaitingShown'>;

const SHOWN = 200;

/** What awaits who is signed in, what is due first comes first. */
export function useQueue() {
  return useQuery({
    queryKey: ['queue'],
    queryFn: async ({ signal }) =>
      (await ok(api.GET('/v1/queue', { params: { query: { limit: SHOWN } }, signal }))).items,
    refetchInterval: 60_000,
  });
}

/** How much awaits them, for the navigation. */
export function useQueueCount(): number | undefined {
  return useQueue().data?.length;
}

/** When a submission is to be decided at the latest, and whether that is over. */
export function dueOf(one: Awaiting): { due: string | null; overdue: boolean } {
  const dues = one.tasks.map((task) => task.due).filter((due) => due !== null);
  return { due: dues.sort()[0] ?? null, overdue: one.tasks.some((task) => task.overdue) };
}

/** Whether a moment is over: what was to be decided until then is late. */
export function isOver(moment: string | null): boolean {
  return moment !== null && new Date(moment).getTime() < Date.now();
}
