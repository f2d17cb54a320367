import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';

import type { Translated } from '../views/around';
import type { ContentKind } from './drafts';

type Texts = ReadonlyMap<string, Translated>;

/** The texts of the draft in the languages it is translated into, asked for when a language is first shown. */
export class Translations {
  private readonly known = new Map<string, Texts | 'loading'>();

  constructor(
    private readonly kind: ContentKind,
    private readonly key: string,
    private readonly of: () => 'draft' | 'newest',
    private readonly arrived: () => void,
  ) {}

  readonly get = (locale: string, context: string): Translated | null => {
    const texts = this.known.get(locale);
    if (texts === undefined) {
      this.known.set(locale, 'loading');
      void this.load();
    }
    return texts === undefined || texts === 'loading' ? null : (texts.get(context) ?? null);
  };

  /** Ask again: something was translated, or the source has changed. */
  forget(): void {
    this.known.clear();
  }

  private async load(): Promise<void> {
    const asked = { params: { path: { key: this.key }, query: { of: this.of() } } };
    try {
      const { translations } = await ok(
        this.kind === 'template'
          ? api.GET('/v1/templates/{key}/translations', asked)
          : api.GET('/v1/blocks/{key}/translations', asked),
      );
      for (const { locale, entries } of translations)
        this.known.set(
          locale,
          new Map(entries.map(({ context, text, state }) => [context, { text, state }])),
        );
      this.arrived();
    } catch (error) {
      // What is half written has no translations to show yet.
      if (!(error instanceof ApiProblem)) throw error;
    }
  }
}
