import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';

/** What is to be known of a template to look at it: its versions, and what the one looked at says. */
export function useTemplate(key: string, of: string) {
  const summary = useQuery({
    queryKey: ['templates', key],
    queryFn: () => ok(api.GET('/v1/templates/{key}', { params: { path: { key } } })),
  });
  // Without a word, it is the draft; where there is none, the newest version.
  const seen = of || (summary.data?.draft ? 'draft' : 'newest');
  const known = Boolean(of) || summary.isSuccess;
  const definition = useQuery({
    queryKey: ['templates', key, 'definition', seen],
    queryFn: () =>
      ok(api.GET('/v1/templates/{key}/definition', { params: { path: { key }, query: { of: seen } } })),
    enabled: known,
  });
  const samples = useQuery({
    queryKey: ['templates', key, 'samples', seen],
    queryFn: () =>
      ok(api.GET('/v1/templates/{key}/samples', { params: { path: { key }, query: { of: seen } } })),
    enabled: known,
  });
  const variables = useQuery({
    queryKey: ['templates', key, 'variables', seen],
    queryFn: () =>
      ok(api.GET('/v1/templates/{key}/variables', { params: { path: { key }, query: { of: seen } } })),
    enabled: known,
  });
  return { seen, summary, definition, samples, variables };
}

/** A sample as it is in its file: its numbers to the last digit. Throws ApiProblem. */
export async function sampleText(key: string, sample: string, of: string): Promise<string> {
  return ok(
    api.GET('/v1/templates/{key}/samples/{sample}', {
      params: { path: { key, sample }, query: { of } },
      parseAs: 'text',
    }),
  );
}

/** What a definition says of the languages and the channels of a template. */
export function saidOf(definition: Readonly<Record<string, unknown>>) {
  const texts = (value: unknown): string[] =>
    Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return {
    title: text(definition.title),
    channels: texts(definition.channels),
    locales: [text(definition.language), ...texts(definition.locales)].filter(Boolean),
  };
}

/** What the variables of a contract are called, by path. */
export function namesOf(
  variables: readonly { readonly path: string; readonly name: string }[],
): ReadonlyMap<string, string> {
  return new Map(variables.map(({ path, name }) => [path, name]));
}
