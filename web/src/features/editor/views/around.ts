import type { Model } from '~/api/types';
import type { SourceNode } from '~/format/nodes';

import type { EditKind, Variable } from '../contract';
import type { Refusal } from '../locks/guard';
import type { SayEditor } from '../words';

/** What a template may know of a block: its words, and what its approval is worth. */
export interface BlockFacts {
  readonly key: string;
  readonly title: string;
  readonly owner: string;
  readonly version: number;
  readonly lock: string;
  readonly locales: readonly string[];
  readonly language: string;
  readonly standing: Model<'VersionShown'>['standing'] | null;
  readonly content: readonly SourceNode[];
  readonly slots: readonly { readonly name: string; readonly title: string }[];
  /** A text of it in the language that is shown; undefined where it has none. */
  readonly translated: (context: string, source: string, locale: string) => string | undefined;
}

/** What the drawing of the document needs from the page around it. */
export interface Surroundings {
  readonly say: () => SayEditor;
  readonly editKind: EditKind;
  readonly variables: () => readonly Variable[];
  /** The record that values are shown from; null shows the examples of the contract. */
  readonly record: () => unknown;
  /** Whether chips show values in place of names. */
  readonly showsValues: () => boolean;
  readonly locale: () => string;
  readonly sourceLocale: () => string;
  readonly block: (key: string) => BlockFacts | 'loading' | 'missing';
  readonly isLocked: (block: string) => boolean;
  /** Where an image of the folder can be had. */
  readonly asset: (name: string) => string | null;
  /** A text of the document in the language that is shown, by the context translators know it by; null for none. */
  readonly translation: (context: string) => Translated | null;
  readonly refused: (why: Refusal) => void;
  /** Called when something that views draw from has changed. */
  readonly redraws: Set<() => void>;
}

export interface Translated {
  readonly text: string;
  readonly state: 'translated' | 'missing' | 'fuzzy';
}
