import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView } from '@tiptap/pm/view';

import { scopeAt } from '../text/scope';
import { nameOf, valueOf, type Scope } from '../text/values';
import type { Surroundings } from './around';
import { element } from './dom';

/** A value of the customer's data: its business name, or what it is in the sample. */
export class ChipView implements NodeView {
  readonly dom: HTMLElement;

  constructor(
    private node: Node,
    private readonly view: EditorView,
    private readonly getPos: () => number | undefined,
    private readonly around: Surroundings,
  ) {
    this.dom = element('span', 'ccm-chip', { contenteditable: 'false' });
  }

  start(): this {
    this.around.redraws.add(this.draw);
    this.draw();
    return this;
  }

  private readonly draw = (): void => {
    const expression = String(this.node.attrs.expression);
    const scope = this.scope();
    const name = nameOf(expression, this.around.variables(), scope);
    const value = shownValue(expression, scope, this.around);
    const showsValue = this.around.showsValues() && value !== null;
    this.dom.textContent = showsValue ? value : name;
    this.dom.classList.toggle('is-value', showsValue);
    this.dom.title = [showsValue ? name : value, `{{ ${expression} }}`].filter(Boolean).join('\n');
    this.dom.dataset.expression = expression;
  };

  private scope(): Scope {
    const pos = this.getPos();
    return pos === undefined || pos > this.view.state.doc.content.size
      ? new Map()
      : scopeAt(this.view.state.doc.resolve(pos));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.draw();
    return true;
  }

  ignoreMutation(): boolean {
    return true;
  }

  destroy(): void {
    this.around.redraws.delete(this.draw);
  }
}

/** What an expression is in the sample, in the language that is shown. */
export function shownValue(expression: string, scope: Scope, around: Surroundings, row = 0): string | null {
  return valueOf(expression, around.variables(), scope, around.record(), around.locale(), row);
}

/** How a placeholder is shown where nobody types: its value where there is one, else its name. */
export function valueOrName(scope: Scope, around: Surroundings, row = 0): (expression: string) => string {
  return (expression) =>
    shownValue(expression, scope, around, row) ?? nameOf(expression, around.variables(), scope);
}

/** A footnote's sign; its words are in the title. */
export class FootnoteView implements NodeView {
  readonly dom: HTMLElement;

  constructor(node: Node) {
    this.dom = element('sup', 'ccm-footnote', { contenteditable: 'false' }, '✻');
    this.dom.title = String(node.attrs.markup);
  }

  ignoreMutation(): boolean {
    return true;
  }
}
