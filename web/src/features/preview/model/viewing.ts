import { askViews, isComposed, notComposed, type Look, type Pages } from './request';
import { missing, MOST_PAGES, papered, pictured, type Paper } from './pages';
import { Refresher } from './refresher';
import type { Condition, Views } from './types';

/** What is shown now. What failed to come leaves what was there before, and says so. */
export interface Seen {
  /** The newest answer for everything but the PDF. */
  readonly messages: Views | null;
  readonly paper: Paper | null;
  /** Whoever answered last says what decides, and what the record is called. */
  readonly about: Views | null;
  readonly problem: unknown;
  readonly paperProblem: unknown;
  readonly busy: boolean;
  readonly paperBusy: boolean;
}

export interface Wish {
  readonly look: Look;
  readonly channels: readonly string[];
}

interface PagesWish {
  readonly look: Look;
  readonly pages: Pages;
}

const NOTHING: Seen = {
  messages: null,
  paper: null,
  about: null,
  problem: null,
  paperProblem: null,
  busy: false,
  paperBusy: false,
};

// Messages keep up with who is typing. A PDF takes the engine longer, and waits for a pause: the messages need the
// processor more.
const MESSAGES = { quiet: 80, leads: true, given: 40 };
const PAPER = { quiet: 250, leads: false, given: 700 };
const FIRST_PAPER = { ...PAPER, quiet: 1 };
const MORE = { quiet: 60, leads: true, given: 5_000 };

export type Ask = typeof askViews;

/** Keeps what is shown up to date with what is wanted: the messages by one way, the pages of the PDF by another. */
export class Viewing {
  private seen = NOTHING;
  private readonly listeners = new Set<() => void>();
  private visible: Pages = { first: 1, limit: 3, scale: 1 };
  private paperLook: Look | null = null;
  /** What the messages and the pages that are shown were made of. */
  private messagesLook: Look | null = null;
  private pagesLook: Look | null = null;
  private readonly messages: Refresher<Wish, Views>;
  private readonly paper: Refresher<PagesWish, Views>;
  private readonly firstPaper: Refresher<PagesWish, Views>;
  private readonly more: Refresher<PagesWish, Views>;

  constructor(window: string, ask: Ask = askViews) {
    const pages = (session: string) => (wish: PagesWish, signal: AbortSignal) =>
      ask(wish.look, ['pdf'], wish.pages, `${window}-${session}`, signal);
    const none: Pages = { first: 1, limit: 0, scale: 1 };
    this.messages = new Refresher(
      ({ look, channels }: Wish, signal) => ask(look, channels, none, `${window}-messages`, signal),
      MESSAGES,
      {
        answered: (messages, { look }) => {
          if (!isComposed(messages) && isSameRecord(this.messagesLook, look)) {
            this.tell({ problem: notComposed(messages), busy: false });
            return;
          }
          this.messagesLook = look;
          this.tell({ messages, about: messages, problem: null, busy: false });
        },
        failed: (problem) => {
          if (!isGivenUp(problem)) this.tell({ problem, busy: false });
        },
      },
    );
    const paper = {
      answered: (views: Views, wish: PagesWish) => {
        if (!isComposed(views) && isSameRecord(this.pagesLook, wish.look)) {
          this.tell({ paperProblem: notComposed(views), paperBusy: false });
          return;
        }
        this.pagesLook = wish.look;
        this.papered(views, wish, false);
      },
      failed: (paperProblem: unknown) => {
        if (!isGivenUp(paperProblem)) this.tell({ paperProblem, paperBusy: false });
      },
    };
    this.paper = new Refresher(pages('paper'), PAPER, paper);
    this.firstPaper = new Refresher(pages('paper'), FIRST_PAPER, paper);
    this.more = new Refresher(pages('more'), MORE, {
      answered: (views, wish) => {
        if (wish.look === this.paperLook) this.papered(views, wish, true);
      },
      failed: () => undefined, // the next scroll asks again
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Seen => this.seen;

  /** Want `wish` to be shown. */
  want({ look, channels }: Wish): void {
    performance.mark('ccm:preview-wanted');
    const messages = channels.filter((channel) => channel !== 'pdf');
    const paper = channels.includes('pdf');
    this.tell({ busy: messages.length > 0, paperBusy: paper });
    if (messages.length > 0) this.messages.want({ look, channels: messages });
    if (paper) (this.seen.paper ? this.paper : this.firstPaper).want({ look, pages: this.visible });
    this.paperLook = null;
  }

  /** Tell which pages are in sight, and how sharp they are to be. Those that are not there yet are asked for. */
  see(first: number, last: number, scale: number): void {
    this.visible = { first, limit: Math.min(last - first + 1, MOST_PAGES), scale };
    const { paper } = this.seen;
    const gap = paper && missing(paper, first - 1, last + 1, scale);
    if (gap && this.paperLook) this.more.want({ look: this.paperLook, pages: { ...gap, scale } });
  }

  stop(): void {
    for (const way of [this.messages, this.paper, this.firstPaper, this.more]) way.stop();
  }

  private papered(views: Views, { look, pages }: PagesWish, more: boolean): void {
    if (!views.pdf) return;
    const paper = papered(this.seen.paper, pictured(views.pdf, pages.scale), more);
    if (!more) this.paperLook = look;
    this.tell({
      paper,
      about: this.seen.busy ? this.seen.about : views,
      paperProblem: null,
      paperBusy: false,
    });
    // An answer without a picture brings none if it is asked for again.
    if (views.pdf.pages?.length) {
      this.see(this.visible.first, this.visible.first + this.visible.limit - 1, this.visible.scale);
    }
  }

  private tell(change: Partial<Seen>): void {
    this.seen = { ...this.seen, ...change };
    for (const listener of this.listeners) listener();
  }
}

/** The conditions of the answer, in the order in which they stand: those of the content before those of the head. */
export function conditionsOf(seen: Seen): readonly Condition[] {
  return seen.about?.conditions ?? [];
}

// Of the same record the last that could be shown is worth more than nothing, while something in the template is half
// written. Of another record it would be wrong.
function isSameRecord(shown: Look | null, look: Look): boolean {
  return (
    shown !== null && shown.sample === look.sample && shown.record === look.record && shown.lang === look.lang
  );
}

// Given up by this page, or by the server, which had a newer request of this window.
function isGivenUp(problem: unknown): boolean {
  if (problem instanceof DOMException) return problem.name === 'AbortError';
  return (problem as { type?: string } | null)?.type === '/problems/superseded';
}
