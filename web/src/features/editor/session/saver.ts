import { ApiProblem } from '~/api/problem';
import { same } from '~/format/equal';

import type { SaveState, SaveStatus } from '../contract';
import type { Files, Saved } from './drafts';

/** How the saver reaches the server, the document, and the clock. */
export interface Around {
  /** The files as they are now edited. */
  readonly files: () => Files;
  /** Save these files, of which `changed` are not as the server has them. Throws ApiProblem. */
  readonly save: (files: Files, changed: readonly string[], etag: string) => Promise<Saved>;
  /** Somebody else saved meanwhile. True when what both did is one again, and can be saved on top of theirs. */
  readonly merge: () => Promise<boolean>;
  /** Told whenever the state changes. */
  readonly changed: () => void;
  readonly now: () => Date;
}

const QUIET_MS = 1_500;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

/** Saves what is typed a moment after the last key, one request at a time, until the server has it. */
export class Saver {
  private status: SaveStatus = 'saved';
  private at: Date | null = null;
  private problem: ApiProblem | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private under: Promise<void> | null = null;
  private retryMs = FIRST_RETRY_MS;
  private held = false;

  constructor(
    private readonly around: Around,
    private server: Files,
    private tag: string,
  ) {}

  get state(): SaveState {
    return { status: this.status, at: this.at, problem: this.problem };
  }
  get etag(): string {
    return this.tag;
  }
  /** The files as the server has them. */
  get files(): Files {
    return this.server;
  }

  /** The draft is another one now: read anew, merged, or changed by a request of its own. */
  adopt(files: Files, etag: string): void {
    this.server = files;
    this.tag = etag;
  }

  readOnly(): void {
    this.become('read-only');
  }

  /** Something was typed. */
  touch(): void {
    if (this.status === 'read-only') return;
    if (this.status !== 'conflict' && this.status !== 'offline' && this.status !== 'signed-out')
      this.become('unsaved');
    if (!this.held && this.status === 'unsaved') this.later(QUIET_MS);
  }

  /** Save now, and until nothing is left. Rejects with what went wrong. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    if (this.status === 'read-only') return;
    await this.under;
    if (this.pending().length > 0) await this.run();
    if (this.problem) throw this.problem;
  }

  /** Whether the server lacks something. */
  get isBehind(): boolean {
    return this.status !== 'read-only' && this.status !== 'saved';
  }

  /** The server is back, or somebody has signed in again. */
  retry(): void {
    if (this.status === 'offline' || this.status === 'signed-out' || this.status === 'refused') this.later(0);
  }

  /** Somebody has to choose before anything is saved. */
  conflicted(): void {
    clearTimeout(this.timer);
    this.become('conflict');
  }

  /** Go on after a conflict was settled. */
  settled(): void {
    if (this.status !== 'conflict') return;
    this.become('unsaved');
    this.later(0);
  }

  /** Save nothing while `task` runs. */
  async hold<T>(task: () => Promise<T>): Promise<T> {
    await this.flush();
    this.held = true;
    try {
      return await task();
    } finally {
      this.held = false;
      if (this.pending().length > 0) this.touch();
    }
  }

  stop(): void {
    clearTimeout(this.timer);
    this.held = true;
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), ms);
  }

  private pending(): string[] {
    const files = this.around.files();
    const names = new Set([...Object.keys(files), ...Object.keys(this.server)]);
    return [...names].filter((name) => !same(files[name], this.server[name])).sort();
  }

  private async run(): Promise<void> {
    if (this.under) return this.under;
    if (this.held || this.status === 'conflict') return;
    this.under = this.attempt().finally(() => {
      this.under = null;
    });
    await this.under;
    if (this.status === 'unsaved') this.later(QUIET_MS);
  }

  private async attempt(): Promise<void> {
    const files = this.around.files();
    const changed = this.pending();
    if (changed.length === 0) {
      this.become('saved');
      return;
    }
    this.become('saving');
    try {
      const saved = await this.around.save(files, changed, this.tag);
      this.adopt(files, saved.etag);
      this.retryMs = FIRST_RETRY_MS;
      this.at = this.around.now();
      this.become(this.pending().length === 0 ? 'saved' : 'unsaved');
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      await this.failed(error);
    }
  }

  private async failed(problem: ApiProblem): Promise<void> {
    if (problem.isConflict) {
      const one = await this.around.merge().catch(() => false);
      this.become(one ? 'unsaved' : 'conflict', one ? null : problem);
    } else if (problem.isSignedOut) {
      this.become('signed-out', problem);
    } else if (problem.isUnreachable || problem.status >= 500 || problem.status === 429) {
      this.become('offline', problem);
      this.later(this.retryMs);
      this.retryMs = Math.min(this.retryMs * 2, LAST_RETRY_MS);
    } else this.become('refused', problem);
  }

  private become(status: SaveStatus, problem: ApiProblem | null = null): void {
    this.status = status;
    this.problem = problem;
    this.around.changed();
  }
}
