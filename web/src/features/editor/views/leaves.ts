import { fieldsOf } from '../schema/parts';
import { scopeIn } from '../text/scope';
import { nameOf } from '../text/values';
import type { BlockFacts } from './around';
import { shownValue, valueOrName } from './chip';
import { element, icon, LOCK } from './dom';
import { FrameView } from './frame';
import { staticNodes, staticText } from './static';

/** A node that nobody types in: what it is is drawn, and changed beside the page. */
abstract class LeafView extends FrameView {
  private inside: HTMLElement | null = null;

  protected override draw(): void {
    super.draw();
    const inside = element('div', 'ccm-leaf', { contenteditable: 'false' });
    this.fill(inside);
    if (this.inside) this.inside.replaceWith(inside);
    else this.dom.append(inside);
    this.inside = inside;
  }

  protected field(name: string): string {
    const value = fieldsOf(this.node)[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  protected abstract fill(inside: HTMLElement): void;
}

export class ImageView extends LeafView {
  protected fill(inside: HTMLElement): void {
    const url = this.around.asset(this.field('image'));
    const width = Number(this.field('width'));
    if (url === null) {
      inside.append(
        element('p', 'ccm-missing', {}, this.around.say()('noImage', { name: this.field('image') || '–' })),
      );
      return;
    }
    const image = element('img', '', { src: url, alt: this.field('alt') });
    if (width > 0) image.style.width = `${width.toString()}mm`;
    inside.append(image);
  }
}

export class DividerView extends LeafView {
  protected fill(inside: HTMLElement): void {
    inside.append(element('hr'));
  }
}

export class PageBreakView extends LeafView {
  protected fill(inside: HTMLElement): void {
    inside.append(element('span', 'ccm-page-break', {}, this.around.say()('kind.page_break')));
  }
}

export class BarcodeView extends LeafView {
  protected fill(inside: HTMLElement): void {
    const say = this.around.say();
    const symbology = this.field('symbology') || 'qr';
    const value = valueOrName(this.scope(), this.around);
    inside.append(
      element('div', `ccm-code ccm-code-${symbology === 'code128' ? 'bars' : 'square'}`, {
        role: 'img',
        'aria-label': symbology,
      }),
      element(
        'div',
        'ccm-about',
        {},
        element('strong', '', {}, `${say('kind.barcode')} · ${symbology}`),
        element('p', '', {}, staticText(this.field('alt'), value)),
      ),
    );
    const caption = this.field('caption');
    if (caption) inside.append(element('p', 'ccm-caption', {}, staticText(caption, value)));
  }
}

/** A chart, with the values of the sample where it has them. The preview has the picture that is printed. */
export class ChartView extends LeafView {
  protected fill(inside: HTMLElement): void {
    const say = this.around.say();
    const rows = this.field('chart');
    const scope = scopeIn(this.node, this.scope());
    const series = fieldsOf(this.node).series;
    const first = Array.isArray(series) ? (series[0] as Record<string, unknown> | undefined) : undefined;
    const heights = Array.from({ length: 6 }, (_, row) =>
      numberOf(shownValue(wordsIn(first?.value), scope, this.around, row)),
    );
    const top = Math.max(...heights.map((height) => height ?? 0), 1);
    const bars = heights.map((height, index) => {
      const bar = element('span');
      bar.style.height = `${(((height ?? PLACEHOLDER[index] ?? 0.5) / (height === null ? 1 : top)) * 100).toString()}%`;
      return bar;
    });
    const title = this.field('title');
    inside.append(
      ...(title ? [element('strong', '', {}, staticText(title, valueOrName(scope, this.around)))] : []),
      element(
        'div',
        `ccm-bars ccm-chart-${this.field('type') || 'bar'}`,
        { role: 'img', 'aria-label': this.field('alt') },
        ...bars,
      ),
      element(
        'p',
        'ccm-caption',
        {},
        say('chartOf', { list: nameOf(rows, this.around.variables(), this.scope()) }),
      ),
    );
  }
}

const wordsIn = (value: unknown): string => (typeof value === 'string' ? value : '');

const PLACEHOLDER = [0.55, 0.8, 0.45, 0.95, 0.7, 0.6];

function numberOf(text: string | null): number | null {
  const number = Number(text?.replace(/[^\d.-]/g, '') || NaN);
  return Number.isFinite(number) ? Math.abs(number) : null;
}

export class UnknownView extends LeafView {
  protected fill(inside: HTMLElement): void {
    inside.append(
      element('p', 'ccm-missing', {}, this.around.say()('unknownNode')),
      element('pre', '', {}, JSON.stringify(this.node.attrs.source, null, 1).slice(0, 400)),
    );
  }
}

/** A block of the library: its words as they are, whose they are, and what their approval is worth. */
export class BlockView extends LeafView {
  protected fill(inside: HTMLElement): void {
    const say = this.around.say();
    const key = this.field('block');
    const facts = this.around.block(key);
    this.dom.classList.toggle('is-locked', this.around.isLocked(key));
    if (facts === 'loading' || facts === 'missing') {
      inside.append(
        element(
          'p',
          facts === 'missing' ? 'ccm-missing' : '',
          {},
          say(facts === 'missing' ? 'noBlock' : 'blockLoading', { key }),
        ),
      );
      return;
    }
    inside.append(this.head(facts), element('div', 'ccm-words', {}, ...this.words(facts)));
  }

  private head(facts: BlockFacts): HTMLElement {
    const say = this.around.say();
    const pinned = Number(this.field('version'));
    const locked = facts.lock === 'locked';
    return element(
      'div',
      'ccm-block-head',
      {},
      ...(locked
        ? [element('span', 'ccm-mark', { title: say('lockedWhy') }, icon(...LOCK), say('locked'))]
        : []),
      element('strong', '', {}, facts.title),
      element('span', '', {}, say('ownedBy', { owner: facts.owner })),
      element(
        'span',
        '',
        {},
        say(pinned > 0 ? 'versionPinned' : 'versionIs', { version: pinned || facts.version }),
      ),
      ...(facts.standing
        ? [
            element(
              'span',
              `ccm-standing ccm-standing-${facts.standing}`,
              {},
              say(`standing.${facts.standing}`),
            ),
          ]
        : []),
      element('span', '', {}, [facts.language, ...facts.locales].join(' · ')),
    );
  }

  private words(facts: BlockFacts): HTMLElement[] {
    const slots = fieldsOf(this.node).slots as Record<string, string> | undefined;
    const scope = this.scope();
    const value = (expression: string): string => {
      const [slot = ''] = /^[a-z_][a-z0-9_]*/.exec(expression) ?? [];
      const given = slots?.[slot];
      if (given === undefined) return facts.slots.find(({ name }) => name === slot)?.title ?? expression;
      return (
        shownValue(expression.replace(slot, given), scope, this.around) ??
        nameOf(given, this.around.variables(), scope)
      );
    };
    const locale = this.around.locale();
    return staticNodes(facts.content, value, (context, source) =>
      locale === facts.language ? source : (facts.translated(context, source, locale) ?? source),
    );
  }
}
