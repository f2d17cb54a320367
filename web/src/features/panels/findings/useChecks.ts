import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useEditorSession, type FileContent } from '~/features/editor/contract';

export type Checked = Model<'Checked'>;
export type Finding = Checked['findings'][number];

const PAUSE = 700;

/** What the check says of the draft as it stands in the window, a moment after the last change. */
export function useChecks() {
  const { kind, key, files, edition } = useEditorSession();
  const [asked] = useDebouncedValue({ edition, files }, PAUSE);
  return useQuery({
    queryKey: ['checks', kind, key, asked.edition],
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
    queryFn: ({ signal }) =>
      ok(api.POST('/v1/checks', { body: { kind, key, changes: texts(asked.files) }, signal })),
  });
}

// Pictures are saved by requests of their own; to send them with every check would be a waste.
function texts(files: Readonly<Record<string, FileContent>>): Record<string, FileContent> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('assets/')));
}
