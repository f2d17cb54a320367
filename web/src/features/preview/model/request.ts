import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';

import type { Forced, Source, Views } from './types';

export interface Pages {
  readonly first: number;
  readonly limit: number;
  /** Pixels a point. */
  readonly scale: number;
}

/** A look at a source: whose record, in what language, as of which day, with what forced. */
export interface Look {
  readonly source: Source;
  readonly sample: string;
  /** A record of one's own, as JSON text: it goes out as it was pasted, so that no number loses a digit. */
  readonly record: string | null;
  readonly lang: string;
  readonly date: string;
  readonly force: Forced;
}

/** A draft to look at; what is typed goes whole, so nothing of it is told as changes. */
export type DraftAsked = Omit<Model<'PreviewRequest'>, 'data' | 'changes'>;

/** What every route that looks at a draft is sent. */
export function draftOf(look: Look, channels: readonly string[]): DraftAsked {
  const { source } = look;
  return {
    template: source.template,
    channels: [...channels],
    ...(source.version === undefined ? {} : { version: source.version }),
    ...(source.files ? { files: source.files } : {}),
    ...(source.blocks ? { blocks: source.blocks } : {}),
    ...(look.record === null && look.sample ? { sample: look.sample } : {}),
    ...(look.lang ? { locale: look.lang } : {}),
  };
}

/** `body` as JSON with `record` as its `data`, letter by letter. */
export function withRecord(body: object, record: string | null): string {
  const rest = JSON.stringify(body);
  return record === null ? rest : `{"data":${record},${rest.slice(1)}`;
}

/** What a person sees. Of requests by the same `session` the newest counts. Throws ApiProblem and AbortError. */
export async function askViews(
  look: Look,
  channels: readonly string[],
  pages: Pages,
  session: string,
  signal?: AbortSignal,
): Promise<Views> {
  const body = {
    ...draftOf(look, channels),
    conditions: look.force,
    pages,
    session,
    ...(look.date ? { on: look.date } : {}),
  } as Model<'ViewsRequest'>;
  return ok(
    api.POST('/v1/views', {
      body,
      bodySerializer: (written) => withRecord(written, look.record),
      ...(signal ? { signal } : {}),
    }),
  );
}

/**
 * Have the server look at a record. Throws ApiProblem with what the contract says against it.
 */
export async function tryRecord(look: Look, record: string, channel: string, title: string): Promise<void> {
  const tried = { ...look, sample: '', record };
  const views = await askViews(tried, [channel], { first: 1, limit: 0, scale: 1 }, crypto.randomUUID());
  if (!isComposed(views)) throw notComposed(views, title);
}

/** Whether there is a document: where a record could not be composed, every channel failed for the same reason. */
export function isComposed(views: Views): boolean {
  return Boolean(views.title || views.company);
}

/** Why there is no document, as the problem that it is. */
export function notComposed(views: Views, title = ''): ApiProblem {
  const said = [views.pdf, views.email, views.sms, views.mobile, ...(views.others ?? [])];
  const findings = said.find((view) => view && view.findings.length > 0)?.findings ?? [];
  const faults = findings.map(({ path, message }) => ({ where: path, message }));
  return new ApiProblem(422, '/problems/record', title, '', '', faults);
}
