import createClient, { type Middleware } from 'openapi-fetch';

import { ApiProblem, problemOf } from './problem';
import type { paths } from './schema';

const CSRF_HEADER = 'X-CSRF-Token';
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

let csrf = '';
const listeners = new Set<() => void>();

/** Remember what shows the server that a request comes from one of its own pages. */
export function rememberCsrf(token: string): void {
  csrf = token;
}

/** The headers of a request that changes something, for the few that do not go through `api`. */
export function changing(): Record<string, string> {
  return { [CSRF_HEADER]: csrf };
}

/** Be told when the server no longer knows who this is. Returns the way to stop being told. */
export function onSessionOver(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const session: Middleware = {
  onRequest({ request }) {
    if (CHANGING.has(request.method)) request.headers.set(CSRF_HEADER, csrf);
    return request;
  },
  onResponse({ request, response }) {
    const signingIn = new URL(request.url).pathname.startsWith('/v1/session');
    if (response.status === 401 && !signingIn) for (const listener of listeners) listener();
    return response;
  },
};

/** The API of this server, typed by its own description. Cookies go along; every change shows the CSRF token. */
export const api = createClient<paths>({ baseUrl: '/', credentials: 'same-origin' });
api.use(session);

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** What was answered. Throws ApiProblem with the server's own words, also where there was no answer at all. */
export async function ok<T>(asked: Promise<Answer<T>>): Promise<T> {
  return (await answered(asked)).data;
}

/** What was answered, with the ETag to show (`If-Match`) when it is changed. Throws ApiProblem. */
export async function answered<T>(
  asked: Promise<Answer<T>>,
): Promise<{ data: T; etag: string; response: Response }> {
  let answer: Answer<T>;
  try {
    answer = await asked;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw ApiProblem.unreachable();
  }
  if (!answer.response.ok) throw problemOf(answer.error, answer.response);
  return {
    data: answer.data as T,
    etag: answer.response.headers.get('ETag') ?? '',
    response: answer.response,
  };
}

/** A header that makes a request that creates something safe to repeat. */
export function once(): { 'Idempotency-Key': string } {
  return { 'Idempotency-Key': crypto.randomUUID() };
}
