import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { all } from '~/ui/people';

type Template = Model<'ContentSummary'>;

/** Every template that is not retired, for saying which a rule is about. */
export function useTemplates() {
  return useQuery({
    queryKey: ['templates', 'all'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/templates', { params: { query: { limit: 200, cursor } }, signal }))),
  });
}

/** The templates that a rule is about: those with all of its tags, and any of its jurisdictions if it names some. */
export function touched(
  rule: { tags: string[]; jurisdictions: string[] },
  templates: readonly Template[],
): Template[] {
  return templates.filter(
    (one) =>
      rule.tags.every((tag) => one.tags.includes(tag)) &&
      (rule.jurisdictions.length === 0 ||
        rule.jurisdictions.some((place) => one.jurisdictions.includes(place))),
  );
}
