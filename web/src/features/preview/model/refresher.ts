export interface Pace {
  /** How long nothing must have been asked, in milliseconds, before something is asked of the server. */
  readonly quiet: number;
  /** Whether the first of a row goes out at once. */
  readonly leads: boolean;
  /** How long, in milliseconds, a request may have been under way to be given up for a newer one. */
  readonly given: number;
}

interface Under<Asked> {
  readonly asked: Asked;
  readonly since: number;
  readonly control: AbortController;
}

/**
 * Asks the newest of what is wanted, with one request under way at a time.
 *
 * The first goes out at once, the next when nothing new came for a moment. A request that has only begun is given up for
 * a newer one; one that is nearly there is waited for, so that who types without a pause sees something all the same.
 */
export class Refresher<Asked, Answer> {
  private waiting: { readonly asked: Asked } | null = null;
  private under: Under<Asked> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>,
    private readonly pace: Pace,
    private readonly told: {
      readonly answered: (answer: Answer, asked: Asked) => void;
      readonly failed: (problem: unknown, asked: Asked) => void;
    },
  ) {}

  /** Want `asked`, and nothing that was wanted before. */
  want(asked: Asked): void {
    const idle = this.under === null && this.timer === undefined;
    this.waiting = { asked };
    clearTimeout(this.timer);
    if (idle && this.pace.leads) this.go();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.fall();
    }, this.pace.quiet);
  }

  /** Give up everything. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = null;
    this.under?.control.abort();
    this.under = null;
  }

  private fall(): void {
    if (!this.waiting) return;
    if (this.under && performance.now() - this.under.since > this.pace.given) return;
    this.go();
  }

  private go(): void {
    if (!this.waiting) return;
    const { asked } = this.waiting;
    this.waiting = null;
    this.under?.control.abort();
    const under = { asked, since: performance.now(), control: new AbortController() };
    this.under = under;
    this.ask(asked, under.control.signal).then(
      (answer) => {
        this.ended(under, () => {
          this.told.answered(answer, asked);
        });
      },
      (problem: unknown) => {
        this.ended(under, () => {
          this.told.failed(problem, asked);
        });
      },
    );
  }

  private ended(under: Under<Asked>, tell: () => void): void {
    if (this.under !== under) return; // given up meanwhile
    this.under = null;
    tell();
    if (this.pace.leads || this.timer === undefined) this.go();
  }
}
