import { MarkupError, parseMarkup, type Markup } from '~/format/markup';
import type { SourceNode } from '~/format/nodes';

import { element } from './dom';

/** How a placeholder is shown in words that nobody types in. */
export type ShowValue = (expression: string) => string;
/** A text in the language that is shown, by the context that translators know it by. */
export type Translate = (context: string, source: string) => string;

/** A text of markup as it is read, without anything to type in. */
export function staticText(text: string, value: ShowValue): DocumentFragment {
  const fragment = document.createDocumentFragment();
  try {
    fragment.append(...inline(parseMarkup(text), value));
  } catch (error) {
    if (!(error instanceof MarkupError)) throw error;
    fragment.append(text);
  }
  return fragment;
}

function inline(markup: Markup, value: ShowValue): Node[] {
  return markup.map((node): Node => {
    switch (node.kind) {
      case 'text':
        return document.createTextNode(node.text);
      case 'placeholder':
        return element('span', 'ccm-value', { title: node.expression }, value(node.expression));
      case 'break':
        return element('br');
      case 'link':
        return element('span', 'ccm-link', {}, ...inline(node.content, value));
      case 'footnote':
        return element('sup', '', {}, '*');
      default:
        return element(node.kind === 'strong' ? 'strong' : 'em', '', {}, ...inline(node.content, value));
    }
  });
}

/** Nodes as they are read. */
export function staticNodes(
  nodes: readonly SourceNode[],
  value: ShowValue,
  translate: Translate,
): HTMLElement[] {
  const text = (context: string, source: string): DocumentFragment =>
    staticText(translate(context, source), value);
  const inner = (content: readonly SourceNode[]): HTMLElement[] => staticNodes(content, value, translate);
  return nodes.map((node) => {
    const { id } = node;
    if ('heading' in node) return element('p', 'ccm-static-heading', {}, text(id, node.heading));
    if ('paragraph' in node)
      return element('p', `ccm-role-${node.role ?? 'body'}`, {}, text(id, node.paragraph));
    if ('table' in node)
      return element(
        'p',
        '',
        {},
        node.columns
          .map((column) => translate(`${id}.columns.${column.id}.header`, column.header))
          .join(' · '),
      );
    if ('list' in node) {
      const items = node.list.map((item) =>
        element(
          'li',
          '',
          {},
          item.text === undefined ? null : text(`${id}.items.${item.id}`, item.text),
          ...inner(item.content ?? []),
        ),
      );
      return element(node.ordered ? 'ol' : 'ul', '', {}, ...items);
    }
    if ('facts' in node)
      return element(
        'div',
        'ccm-static-facts',
        {},
        ...node.facts.flatMap((fact) => [
          element(
            'p',
            '',
            {},
            text(`${id}.items.${fact.id}.label`, fact.label),
            ': ',
            text(`${id}.items.${fact.id}.value`, fact.value),
          ),
        ]),
      );
    if ('notice' in node || 'section' in node) {
      const title =
        node.title === undefined
          ? []
          : [element('p', 'ccm-static-heading', {}, text(`${id}.title`, node.title))];
      const tone = 'notice' in node ? `ccm-static-notice ccm-tone-${node.tone ?? 'neutral'}` : '';
      return element('div', tone, {}, ...title, ...inner('notice' in node ? node.notice : node.section));
    }
    if ('choose' in node)
      return element('div', '', {}, ...node.choose.flatMap((branch) => inner(branch.content ?? [])));
    if ('columns' in node)
      return element(
        'div',
        'ccm-static-columns',
        {},
        ...node.columns.map((column) => element('div', '', {}, ...inner(column))),
      );
    if ('repeat' in node || 'only' in node) return element('div', '', {}, ...inner(node.content));
    if ('action' in node) return element('p', 'ccm-link', {}, text(id, node.action));
    if ('divider' in node) return element('hr');
    if ('image' in node) return element('p', '', {}, node.alt ?? '');
    return element('p', '', {}, 'alt' in node ? text(`${id}.alt`, node.alt) : '');
  });
}
