import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useEditorSession } from '~/features/editor/contract';

export type Entry = Model<'TextShown'>;
export type Translation = Model<'TranslationShown'>;

/** The translations of the draft as the server has them: what is typed in the document counts once it is saved. */
export function useTranslations() {
  const { kind, key, revision } = useEditorSession();
  const of = revision > 0 ? 'draft' : 'newest';
  return useQuery({
    queryKey: ['translations', kind, key, revision],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const options = { params: { path: { key }, query: { of } }, signal };
      return ok(
        kind === 'template'
          ? api.GET('/v1/templates/{key}/translations', options)
          : api.GET('/v1/blocks/{key}/translations', options),
      );
    },
  });
}

/** Save the translation of one text. */
export function useTranslate(locale: string) {
  const session = useEditorSession();
  const queries = useQueryClient();
  const { kind, key } = session;
  return useMutation({
    mutationFn: (entries: Record<string, string>) =>
      session.changeOnServer((etag) => {
        const options = {
          params: { path: { key, locale }, header: { 'if-match': etag } },
          body: { entries },
        };
        return ok(
          kind === 'template'
            ? api.PUT('/v1/templates/{key}/draft/translations/{locale}', options)
            : api.PUT('/v1/blocks/{key}/draft/translations/{locale}', options),
        );
      }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['translations', kind, key] }),
  });
}
