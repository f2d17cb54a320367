import type { Node } from '@tiptap/pm/model';

import { fieldsOf } from '../schema/parts';
import { isBlock } from '../schema/find';
import type { EditKind, Zone } from '../contract';

/** What edits of `kind` may do to a node that stands in a zone, as `ccm/people/frames.py` says. */
export function zoneIn(node: Node, kind: EditKind, around: Zone): Zone {
  if (kind === 'everything') return 'region';
  if (kind === 'nothing') return 'locked';
  if (!isBlock(node)) return around;
  const mark = fieldsOf(node).editing;
  if (around === 'locked' || mark === 'locked' || node.type.name === 'block' || node.type.name === 'unknown')
    return 'locked';
  if (mark === 'free' && kind === 'regions') return 'region';
  return mark === 'text' ? 'words' : around;
}

/** What somebody who makes edits of `kind` may do to the node of this id. */
export function zoneAt(doc: Node, id: string, kind: EditKind): Zone {
  if (kind === 'everything') return 'region';
  let found: Zone = 'locked';
  const look = (parent: Node, around: Zone): boolean => {
    for (let index = 0; index < parent.childCount; index += 1) {
      const node = parent.child(index);
      const zone = zoneIn(node, kind, around);
      if (isBlock(node) && node.attrs.id === id) {
        found = zone;
        return true;
      }
      if (!node.isTextblock && look(node, zone)) return true;
    }
    return false;
  };
  look(doc, kind === 'nothing' ? 'locked' : 'words');
  return found;
}
