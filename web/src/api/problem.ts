/** One thing that is wrong with a request, and where in it. */
export interface Fault {
  where: string;
  message: string;
}

/** A request that was not done (RFC 9457), in the words of the server. `status` is 0 when there was no answer. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly type: string,
    readonly title: string,
    readonly detail: string,
    readonly requestId = '',
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail || title);
    this.name = 'ApiProblem';
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, '/problems/unreachable', '', '');
  }

  /** Whether somebody else changed the same thing meanwhile. */
  get isConflict(): boolean {
    return this.status === 412;
  }

  get isUnreachable(): boolean {
    return this.status === 0;
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

/** The problem that an answer tells of; a proxy's own error page is told by its status. */
export function problemOf(body: unknown, response: Response): ApiProblem {
  const told = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const text = (name: string): string => (typeof told[name] === 'string' ? told[name] : '');
  return new ApiProblem(
    response.status,
    text('type') || `/problems/http-${response.status.toString()}`,
    text('title') || response.statusText,
    text('detail'),
    text('request_id') || (response.headers.get('X-Request-ID') ?? ''),
    Array.isArray(told.faults) ? (told.faults as Fault[]) : [],
  );
}
