import type { Node } from '@tiptap/pm/model';

import { fieldsOf } from '../schema/parts';
import { conditionInWords } from '../text/conditions';
import { nameOf, type Scope } from '../text/values';
import type { Surroundings } from './around';
import { AGAIN, BRANCH, button, element, icon, LOCK, PHRASE, SCREEN } from './dom';

/** What of a node's rules can be switched to see either side. */
export interface Switches {
  /** Whether the node is drawn as it is when its condition does not hold. */
  readonly isOff: boolean;
  readonly toggle: () => void;
}

/** The quiet header of a node: when, where and how often it is shown, and who may change it. Null when it says nothing. */
export function barOf(
  node: Node,
  scope: Scope,
  around: Surroundings,
  switches: Switches,
): HTMLElement | null {
  const say = around.say();
  const fields = fieldsOf(node);
  const text = (name: string): string | null => {
    const value = fields[name];
    return typeof value === 'string' ? value : null;
  };
  const marks: HTMLElement[] = [];
  const mark = (paths: readonly string[], words: string, title = words): void => {
    marks.push(element('span', 'ccm-mark', { title }, icon(...paths), words));
  };
  const kind = node.type.name;
  if (kind === 'repeat') {
    const rows = text('repeat') ?? '';
    mark(AGAIN, say('forEach', { list: nameOf(rows, around.variables(), scope) }), rows);
  }
  if (kind === 'only' && Array.isArray(fields.only))
    mark(SCREEN, say('onlyIn', { channels: fields.only.join(', ') }));
  if (kind === 'choose') mark(BRANCH, say('oneOf'));
  const condition = text('if');
  if (condition !== null) {
    const words = conditionInWords(condition, around.variables(), scope, say);
    mark(BRANCH, say('shownWhen', { condition: words }), condition);
  }
  if (condition !== null || kind === 'repeat')
    marks.push(switchOf(kind, condition !== null, switches, around));
  if (Array.isArray(fields.channels)) mark(SCREEN, say('onlyIn', { channels: fields.channels.join(', ') }));
  const short = text('short');
  if (short !== null) mark(PHRASE, say('hasShort'), short);
  if (fields.editing === 'locked') mark(LOCK, say('lockedRegion'));
  return marks.length > 0 ? element('div', 'ccm-bar', { contenteditable: 'false' }, ...marks) : null;
}

function switchOf(
  kind: string,
  hasCondition: boolean,
  { isOff, toggle }: Switches,
  around: Surroundings,
): HTMLElement {
  const say = around.say();
  const [on, off] =
    kind === 'repeat' && !hasCondition
      ? [say('withRows'), say('withoutRows')]
      : [say('shown'), say('notShown')];
  const made = button(
    say('seeOther'),
    'ccm-switch',
    toggle,
    element('span', isOff ? '' : 'is-on', {}, on),
    element('span', isOff ? 'is-on' : '', {}, off),
  );
  made.setAttribute('aria-pressed', String(isOff));
  return made;
}
