import { answered, api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';

import type { EditKind, FileContent, Variable } from '../contract';

export type ContentKind = 'template' | 'block';
export type Files = Readonly<Record<string, FileContent>>;

/** A draft as the server has it; without one, the newest version, on which the first change begins it. */
export interface ServerDraft {
  readonly files: Files;
  readonly revision: number;
  readonly etag: string;
  /** The version the draft was made from; 0 for none. */
  readonly base: number;
  readonly author: string;
}

/** What the server answered to a change of the draft. */
export interface Saved {
  readonly revision: number;
  readonly etag: string;
}

export const DEFINITION_FILE = { template: 'template.yaml', block: 'block.yaml' } as const;
const NO_DRAFT = '"0"';

/** The draft with all its files, or the newest version while there is none. Throws ApiProblem. */
export async function loadDraft(kind: ContentKind, key: string): Promise<ServerDraft> {
  try {
    const params = { params: { path: { key } } };
    const { data, etag } = await answered(
      kind === 'template'
        ? api.GET('/v1/templates/{key}/draft', params)
        : api.GET('/v1/blocks/{key}/draft', params),
    );
    return { files: plain(data.files), revision: data.revision, etag, base: data.base, author: data.author };
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return loadNewest(kind, key);
    throw error;
  }
}

async function loadNewest(kind: ContentKind, key: string): Promise<ServerDraft> {
  const summary = await loadSummary(kind, key);
  const params = { params: { path: { key, number: summary.version } } };
  const { files } = await ok(
    kind === 'template'
      ? api.GET('/v1/templates/{key}/versions/{number}/files', params)
      : api.GET('/v1/blocks/{key}/versions/{number}/files', params),
  );
  return { files: plain(files), revision: 0, etag: NO_DRAFT, base: summary.version, author: summary.author };
}

/** Files with their text or their bytes, and not a word on what they do not have. */
function plain(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([name, { text, base64 }]) => [
      name,
      typeof text === 'string' ? { text } : { base64: base64 ?? '' },
    ]),
  );
}

export function loadSummary(kind: ContentKind, key: string): Promise<Model<'ContentSummary'>> {
  const params = { params: { path: { key } } };
  return ok(
    kind === 'template' ? api.GET('/v1/templates/{key}', params) : api.GET('/v1/blocks/{key}', params),
  );
}

/** Save what changed on top of what was seen: one file by itself, several as a whole draft. Throws ApiProblem. */
export async function saveDraft(
  kind: ContentKind,
  key: string,
  files: Files,
  changed: readonly string[],
  on: { readonly etag: string; readonly base: number },
): Promise<Saved> {
  const header = { 'if-match': on.etag };
  const [path] = changed;
  const content = path === undefined ? undefined : files[path];
  if (path !== undefined && content && changed.length === 1) {
    const asked = { params: { path: { key, path }, header }, body: content };
    return savedAs(
      await answered(
        kind === 'template'
          ? api.PUT('/v1/templates/{key}/draft/files/{path}', asked)
          : api.PUT('/v1/blocks/{key}/draft/files/{path}', asked),
      ),
    );
  }
  const asked = { params: { path: { key }, header }, body: { files, base: on.base } };
  return savedAs(
    await answered(
      kind === 'template'
        ? api.PUT('/v1/templates/{key}/draft', asked)
        : api.PUT('/v1/blocks/{key}/draft', asked),
    ),
  );
}

function savedAs({ data, etag }: { data: Model<'DraftSaved'>; etag: string }): Saved {
  return { revision: data.revision, etag };
}

/** Make the draft the newest version. Throws ApiProblem. */
export function publishDraft(
  kind: ContentKind,
  key: string,
  etag: string,
  message: string,
): Promise<Model<'EditedShown'>> {
  const asked = {
    params: { path: { key }, header: { 'if-match': etag, 'idempotency-key': crypto.randomUUID() } },
    body: { message },
  };
  return ok(
    kind === 'template'
      ? api.POST('/v1/templates/{key}/draft/publish', asked)
      : api.POST('/v1/blocks/{key}/draft/publish', asked),
  );
}

/** What can be named in a text: of a template's contract, or of a block's slots. */
export async function loadVariables(key: string, revision: number): Promise<readonly Variable[]> {
  const of = revision > 0 ? 'draft' : 'newest';
  try {
    const { variables } = await ok(
      api.GET('/v1/templates/{key}/variables', { params: { path: { key }, query: { of } } }),
    );
    return variables;
  } catch (error) {
    // A draft that is half written has no contract that can be read; the texts can be written all the same.
    if (error instanceof ApiProblem && (error.status === 422 || error.status === 409)) return [];
    throw error;
  }
}

/** Which edits somebody may make in a template. */
export async function loadEditKind(key: string, person: string): Promise<EditKind> {
  const { held } = await ok(api.GET('/v1/edit-rights/{template}', { params: { path: { template: key } } }));
  return held.find(({ holder }) => holder === person)?.edits ?? 'nothing';
}
