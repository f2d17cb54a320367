import { type AnyExtension } from '@tiptap/core';
import { Dropcursor, Gapcursor, UndoRedo } from '@tiptap/extensions';

import { Guard } from '../locks/guard';
import { vocabulary } from '../schema';
import { Views } from '../views';
import type { Surroundings } from '../views/around';
import { Ids } from './ids';
import { Keys } from './keys';
import { Menus, type Menu } from './menu';
import { Pasting } from './pasting';

/** Everything the document is edited with. */
export function extensions(around: Surroundings, menu: Menu): AnyExtension[] {
  return [
    ...vocabulary,
    Ids,
    Guard.configure({ editKind: around.editKind, isLocked: around.isLocked, refused: around.refused }),
    UndoRedo.configure({ depth: 500 }),
    Dropcursor.configure({ color: 'var(--mantine-primary-color-filled)', width: 2 }),
    Gapcursor,
    Menus.configure({ menu }),
    Keys,
    Pasting,
    Views.configure({ around }),
  ];
}
