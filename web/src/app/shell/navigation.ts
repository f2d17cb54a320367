import type { Icon } from '@tabler/icons-react';

import type { Ability } from '../session/me';

/** A place in the main navigation. `label` is a hook, so that it follows the language. */
export interface Place {
  readonly path: string;
  readonly icon: Icon;
  readonly useLabel: () => string;
  /** Who is shown it: whoever may do this somewhere; everybody when left out. */
  readonly ability?: Ability;
  /** A number beside it, such as what awaits a decision; undefined shows none. */
  readonly useCount?: () => number | undefined;
}

/** Places that belong together, under a heading. */
export interface Section {
  readonly useLabel: () => string;
  readonly places: readonly Place[];
}
