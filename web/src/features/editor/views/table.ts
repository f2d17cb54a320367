import type { Node } from '@tiptap/pm/model';

import { isObject } from '~/format/nodes';

import { childrenOf, fieldsOf, textOf } from '../schema/parts';
import { scopeIn } from '../text/scope';
import { nameOf } from '../text/values';
import { valueOrName } from './chip';
import { AGAIN, element, icon } from './dom';
import { FrameView } from './frame';
import { staticText } from './static';

const SAMPLE_ROWS = 2;

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A table: its columns with header and value to type in, sample rows below them, and its totals. */
export class TableView extends FrameView {
  private head: HTMLElement | null = null;
  private foot: HTMLElement | null = null;

  protected override makeContent(): HTMLElement {
    return element('div', 'ccm-content ccm-grid');
  }

  protected override draw(): void {
    super.draw();
    const fields = fieldsOf(this.node);
    const say = this.around.say();
    const rows = typeof fields.table === 'string' ? fields.table : '';
    const words = say('rowsOf', { list: nameOf(rows, this.around.variables(), this.scope()) });
    const head = element(
      'div',
      'ccm-bar ccm-rows',
      { contenteditable: 'false', title: rows },
      element('span', 'ccm-mark', {}, icon(...AGAIN), words),
    );
    if (typeof fields.caption === 'string')
      head.append(
        element(
          'span',
          'ccm-caption',
          {},
          staticText(fields.caption, valueOrName(this.scope(), this.around)),
        ),
      );
    if (this.head) this.head.replaceWith(head);
    else this.dom.insertBefore(head, this.contentDOM);
    this.head = head;
    this.drawTotals();
  }

  override update(node: Node): boolean {
    const columns = this.node.childCount;
    if (!super.update(node)) return false;
    if (columns !== node.childCount) this.drawTotals();
    return true;
  }

  private drawTotals(): void {
    const fields = fieldsOf(this.node);
    const columns = childrenOf(this.node).map((column) => ({
      id: String(column.attrs.id),
      isEnd: fieldsOf(column).align === 'end',
      width: fieldsOf(column).width,
    }));
    const widths = columns.map(({ width }) => (typeof width === 'number' ? `${width.toString()}fr` : '20fr'));
    this.dom.style.setProperty('--columns', widths.join(' '));
    const totals = [
      ...(isObject(fields.group) && isObject(fields.group.subtotal) ? [fields.group.subtotal] : []),
      ...(Array.isArray(fields.footer) ? fields.footer.filter(isObject) : []),
    ];
    const value = valueOrName(scopeIn(this.node, this.scope()), this.around);
    const foot = element('div', 'ccm-totals', { contenteditable: 'false' });
    for (const total of totals) {
      const values = isObject(total.values) ? total.values : {};
      const first = columns.findIndex(({ id }) => id in values);
      const row = element('div', total.strong === false ? 'ccm-total' : 'ccm-total is-strong');
      const label = element('span', '', {}, staticText(wordsIn(total.label), value));
      label.style.gridColumn = `1 / span ${Math.max(first, 1).toString()}`;
      row.append(label);
      for (const { id, isEnd } of columns.slice(Math.max(first, 1)))
        row.append(element('span', isEnd ? 'is-end' : '', {}, staticText(wordsIn(values[id]), value)));
      foot.append(row);
    }
    this.foot?.remove();
    this.dom.append(foot);
    this.foot = foot;
  }
}

/** A column: header and value, with dimmed values of the next rows of the sample. */
export class ColumnView extends FrameView {
  private samples: HTMLElement[] = [];

  protected override draw(): void {
    super.draw();
    const align = fieldsOf(this.node).align;
    this.dom.dataset.align = typeof align === 'string' ? align : 'start';
    this.drawSamples();
  }

  override update(node: Node): boolean {
    const before = this.node;
    if (!super.update(node)) return false;
    if (!before.eq(node)) this.drawSamples();
    return true;
  }

  private drawSamples(): void {
    for (const sample of this.samples) sample.remove();
    const text = this.node.childCount > 1 ? textOf(this.node.child(1)) : '';
    this.samples = Array.from({ length: SAMPLE_ROWS }, (_, row) => {
      const value = valueOrName(this.scope(), this.around, row + 1);
      return element(
        'div',
        'ccm-sample',
        { contenteditable: 'false', 'aria-hidden': 'true' },
        staticText(text, value),
      );
    });
    this.dom.append(...this.samples);
  }
}
