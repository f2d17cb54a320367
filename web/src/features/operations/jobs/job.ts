import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';

export type Job = Model<'JobShown'>;
export type JobState = Job['state'];

export const STATES: readonly JobState[] = [
  'waiting',
  'staging',
  'working',
  'finishing',
  'done',
  'stopped',
  'cancelled',
  'refused',
];
const ACTIVE = new Set<JobState>(['waiting', 'staging', 'working', 'finishing']);

/** Whether something is still to happen without anybody's doing. */
export function isActive(job: Job): boolean {
  return ACTIVE.has(job.state);
}

/** Records of which it is known what became of them. */
export function settled(job: Job): number {
  return job.progress.delivered + stillRejected(job);
}

/** Records that were rejected and not mended since. */
export function stillRejected(job: Job): number {
  return job.progress.rejected - job.progress.mended;
}

/** How much is done, from 0 to 1; null while nobody knows how much there is. */
export function shareOf(job: Job): number | null {
  const { records } = job.progress;
  if (records === 0) return null;
  return Math.min(settled(job) / records, 1);
}

const QUICK = 1_500;
const SLOW = 5_000;

/** A job, asked for again while something happens: often once it goes on, less while it waits. */
export function useJob(id: string) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: () => ok(api.GET('/v1/jobs/{job}', { params: { path: { job: id } } })),
    refetchInterval: ({ state: { data } }) => {
      if (!data || !isActive(data)) return false;
      return data.state === 'waiting' ? SLOW : QUICK;
    },
  });
}
