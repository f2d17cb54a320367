import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';

export type Version = Model<'VersionShown'>;
export type Diff = Model<'DiffShown'>;
export type Side = 'draft' | number;

interface Which {
  readonly kind: 'template' | 'block';
  readonly key: string;
}

/** A page of the versions, the newest first. Throws ApiProblem, like all of these. */
export function versionsOf({ kind, key }: Which, cursor: string | null) {
  const options = { params: { path: { key }, query: { limit: 30, cursor } } };
  return ok(
    kind === 'template'
      ? api.GET('/v1/templates/{key}/versions', options)
      : api.GET('/v1/blocks/{key}/versions', options),
  );
}

export function filesOf({ kind, key }: Which, number: number) {
  const options = { params: { path: { key, number } } };
  return ok(
    kind === 'template'
      ? api.GET('/v1/templates/{key}/versions/{number}/files', options)
      : api.GET('/v1/blocks/{key}/versions/{number}/files', options),
  );
}

export function differences(
  { kind, key }: Which,
  before: Side,
  after: Side,
  rendered: boolean,
  sample: string | null,
) {
  const query = { before: String(before), after: String(after) };
  const path = { key };
  if (kind === 'block') return ok(api.GET('/v1/blocks/{key}/diff', { params: { path, query } }));
  return ok(
    rendered
      ? api.GET('/v1/templates/{key}/diff/rendered', { params: { path, query: { ...query, sample } } })
      : api.GET('/v1/templates/{key}/diff', { params: { path, query } }),
  );
}

export function publish({ kind, key }: Which, message: string, etag: string) {
  const options = {
    params: { path: { key }, header: { 'if-match': etag } },
    headers: once(),
    body: { message },
  };
  return ok(
    kind === 'template'
      ? api.POST('/v1/templates/{key}/draft/publish', options)
      : api.POST('/v1/blocks/{key}/draft/publish', options),
  );
}

export function discard({ kind, key }: Which, why: string, etag: string) {
  const options = { params: { path: { key }, query: { why }, header: { 'if-match': etag } } };
  return ok(
    kind === 'template'
      ? api.DELETE('/v1/templates/{key}/draft', options)
      : api.DELETE('/v1/blocks/{key}/draft', options),
  );
}

export function rollBack({ kind, key }: Which, to: number, message: string) {
  const options = { params: { path: { key } }, headers: once(), body: { to, message } };
  return ok(
    kind === 'template'
      ? api.POST('/v1/templates/{key}/roll-back', options)
      : api.POST('/v1/blocks/{key}/roll-back', options),
  );
}
