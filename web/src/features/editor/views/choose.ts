import type { Node } from '@tiptap/pm/model';
import { TextSelection } from '@tiptap/pm/state';

import { childrenOf, fieldsOf } from '../schema/parts';
import { conditionInWords } from '../text/conditions';
import { button, element } from './dom';
import { FrameView } from './frame';

const views = new WeakMap<globalThis.Node, ChooseView>();

/** The view that draws a choice. */
export function chooseViewOf(dom: globalThis.Node | null): ChooseView | undefined {
  return dom ? views.get(dom) : undefined;
}

/** A choice between branches: one of them is on the page, the others behind tabs. */
export class ChooseView extends FrameView {
  private tabs: HTMLElement | null = null;
  private shown = 0;

  protected override draw(): void {
    super.draw();
    views.set(this.dom, this);
    this.drawTabs();
  }

  override update(node: Node): boolean {
    const before = this.node;
    if (!super.update(node)) return false;
    const rules = (each: Node): string => JSON.stringify(childrenOf(each).map(fieldsOf));
    if (before.childCount !== node.childCount || rules(before) !== rules(node)) this.drawTabs();
    return true;
  }

  private drawTabs(): void {
    const say = this.around.say();
    this.shown = Math.min(this.shown, this.node.childCount - 1);
    const labels = childrenOf(this.node).map((branch) => {
      const { when } = fieldsOf(branch);
      if (typeof when !== 'string') return say('otherwise');
      return conditionInWords(when, this.around.variables(), this.scope(), say);
    });
    const made = element('div', 'ccm-tabs', {
      contenteditable: 'false',
      role: 'group',
      'aria-label': say('oneOf'),
    });
    labels.forEach((label, index) => {
      const tab = button(
        label,
        'ccm-tab',
        () => {
          this.show(index, true);
        },
        label,
      );
      tab.setAttribute('aria-pressed', String(index === this.shown));
      made.append(tab);
    });
    if (this.tabs) this.tabs.replaceWith(made);
    else this.dom.insertBefore(made, this.contentDOM);
    this.tabs = made;
    this.dom.dataset.shown = String(this.shown);
  }

  /** Show a branch, and put the cursor in it when somebody asked for it. */
  show(index: number, moves: boolean): void {
    if (this.shown === index && !moves) return;
    this.shown = index;
    this.drawTabs();
    const pos = this.getPos();
    if (!moves || pos === undefined) return;
    let at = pos + 1;
    for (let before = 0; before < index; before += 1) at += this.node.child(before).nodeSize;
    const { state } = this.view;
    this.view.dispatch(state.tr.setSelection(TextSelection.near(state.doc.resolve(at + 1))));
    this.view.focus();
  }
}
