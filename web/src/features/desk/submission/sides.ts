import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

import { api, ok } from '~/api/client';

interface Asked {
  id: string;
  subject: string;
  sample: string;
  locale: string;
  channel: string;
  side: 'submitted' | 'before';
}

const PAGES = 12;

/** What a person sees of one sample of a submission, in one channel, from one side. */
export function useSideViews({ id, subject, sample, locale, channel, side }: Asked, enabled = true) {
  return useQuery({
    queryKey: ['submissions', id, 'views', subject, sample, locale, channel, side],
    enabled: enabled && sample !== '',
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      ok(
        api.GET('/v1/submissions/{submission}/views', {
          params: {
            path: { submission: id },
            query: { subject, sample, locale, channel: [channel], side, limit: PAGES, scale: 1.6 },
          },
          signal,
        }),
      ),
  });
}

/** What was looked at of exactly this content, in this browser: nothing is decided by it. */
export function useSeen(digest: string, looking: string | null): ReadonlySet<string> {
  const key = `ccm.seen.${digest}`;
  const [seen, setSeen] = useState<ReadonlySet<string>>(() => new Set(read(key)));
  if (looking !== null && !seen.has(looking)) setSeen(new Set([...seen, looking]));
  useEffect(() => {
    sessionStorage.setItem(key, JSON.stringify([...seen]));
  }, [key, seen]);
  return seen;
}

function read(key: string): string[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
  } catch {
    return [];
  }
}
