import type { Node } from '@tiptap/pm/model';
import type { EditorView, NodeView, ViewMutationRecord } from '@tiptap/pm/view';

import { same } from '~/format/equal';

import { fieldsOf } from '../schema/parts';
import { scopeAt } from '../text/scope';
import type { Scope } from '../text/values';
import type { Surroundings, Translated } from './around';
import { barOf } from './bar';
import { element } from './dom';
import { staticText } from './static';

/** A text in another language, with what is wrong with it. */
function translationOf({ text, state }: Translated, around: Surroundings): HTMLElement {
  const note =
    state === 'translated' ? null : element('span', 'ccm-state', {}, around.say()(`text.${state}`));
  const words = text ? staticText(text, (expression) => expression) : null;
  const attributes = { contenteditable: 'false', lang: around.locale(), 'data-state': state };
  return element('div', 'ccm-translation', attributes, note, words && element('p', '', {}, words));
}

const TAGS: Readonly<Record<string, keyof HTMLElementTagNameMap>> = { paragraph: 'p', title: 'p' };

/** A node on the page: a frame with a quiet header where it has rules, and its content. */
export class FrameView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement | null;
  private bar: HTMLElement | null = null;
  private isOff = false;
  private translated: HTMLElement | null = null;

  constructor(
    protected node: Node,
    protected readonly view: EditorView,
    protected readonly getPos: () => number | undefined,
    protected readonly around: Surroundings,
  ) {
    this.dom = element('div', `ccm-node ccm-${node.type.name}`);
    this.contentDOM = this.makeContent();
    if (this.contentDOM) this.dom.append(this.contentDOM);
  }

  /** Draw for the first time; apart from making it, so that fields of heirs are there. */
  start(): this {
    this.around.redraws.add(this.redraw);
    this.draw();
    return this;
  }

  /** Where the content goes; null for what has none. */
  protected makeContent(): HTMLElement | null {
    if (this.node.type.isAtom) return null;
    return element(TAGS[this.node.type.name] ?? 'div', 'ccm-content');
  }

  /** Draw all that is not content. */
  protected draw(): void {
    const fields = fieldsOf(this.node);
    const { dom } = this;
    dom.dataset.id = typeof this.node.attrs.id === 'string' ? this.node.attrs.id : '';
    for (const name of ['level', 'role', 'tone', 'style', 'editing', 'ordered'] as const) {
      const value = fields[name];
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        dom.setAttribute(`data-${name}`, String(value));
      else dom.removeAttribute(`data-${name}`);
    }
    if (Array.isArray(fields.widths))
      dom.style.setProperty('--columns', fields.widths.map((width) => `${String(width)}fr`).join(' '));
    dom.classList.toggle('is-off', this.isOff);
    const bar = barOf(this.node, this.scope(), this.around, { isOff: this.isOff, toggle: this.toggle });
    this.bar?.remove();
    if (bar) dom.prepend(bar);
    this.bar = bar;
    dom.classList.toggle('has-bar', bar !== null);
    this.drawTranslation();
    this.drawHint();
  }

  /** Beside the words, the same in the language that is shown, to be read; and whether it is missing or stale. */
  private drawTranslation(): void {
    const context = this.node.isTextblock ? this.context() : null;
    const found = context === null ? null : this.around.translation(context);
    const made = found && translationOf(found, this.around);
    this.translated?.remove();
    this.translated = made;
    this.dom.classList.toggle('has-translation', made !== null);
    if (made) this.dom.append(made);
  }

  /** What translators know the text of this node by. */
  private context(): string | null {
    const id = String(this.node.attrs.id);
    const pos = this.getPos();
    if (this.node.type.name !== 'list_item' && this.node.type.name !== 'title') return id;
    if (pos === undefined) return null;
    const parent = String(this.view.state.doc.resolve(pos).parent.attrs.id);
    return this.node.type.name === 'title' ? `${parent}.title` : `${parent}.items.${id}`;
  }

  /** An empty text says what it is for. */
  private drawHint(): void {
    const { contentDOM, node } = this;
    if (!contentDOM || !node.isTextblock) return;
    const name = node.type.name;
    const isVacant = node.content.size === 0;
    contentDOM.classList.toggle('is-vacant', isVacant);
    if (!isVacant) return;
    const say = this.around.say();
    const kinds = {
      heading: 'kind.heading',
      action: 'kind.action',
      list_item: 'kind.list',
      title: 'title',
    } as const;
    contentDOM.dataset.hint = name in kinds ? say(kinds[name as keyof typeof kinds]) : say('typeToFind');
  }

  readonly redraw = (): void => {
    this.draw();
  };

  private readonly toggle = (): void => {
    this.isOff = !this.isOff;
    this.draw();
  };

  protected scope(): Scope {
    const pos = this.getPos();
    const { doc } = this.view.state;
    return pos === undefined || pos > doc.content.size ? new Map() : scopeAt(doc.resolve(pos));
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    const before = this.node;
    this.node = node;
    if (before.attrs !== node.attrs && !same(before.attrs, node.attrs)) this.draw();
    else if ((before.content.size === 0) !== (node.content.size === 0)) this.drawHint();
    return true;
  }

  selectNode(): void {
    this.dom.classList.add('is-selected');
  }

  deselectNode(): void {
    this.dom.classList.remove('is-selected');
  }

  ignoreMutation(mutation: ViewMutationRecord): boolean {
    if (mutation.type === 'selection') return false;
    return !this.contentDOM?.contains(mutation.target) || mutation.target === this.dom;
  }

  stopEvent(event: Event): boolean {
    return (
      event.target instanceof Element && event.target.closest('.ccm-bar button, .ccm-tabs button') !== null
    );
  }

  destroy(): void {
    this.around.redraws.delete(this.redraw);
  }
}
