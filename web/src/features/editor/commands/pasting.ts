import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';

/** What comes from elsewhere becomes plain nodes: words, headings, lists, links. */
export const Pasting = Extension.create({
  name: 'pasting',
  addProseMirrorPlugins: () => [new Plugin({ props: { transformPastedHTML: plainHtml } })],
});

const GONE =
  'script, style, meta, link, title, head, o\\:p, template, iframe, object, svg, img, form, input, button';

/** The HTML of a clipboard without what no letter has, and with lists and tables as this editor has them. */
export function plainHtml(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  if (page.querySelector('[data-pm-slice], [data-kind]')) return html;
  for (const element of page.body.querySelectorAll(GONE)) element.remove();
  for (const item of page.body.querySelectorAll('li > p')) item.replaceWith(...item.childNodes);
  for (const row of page.body.querySelectorAll('tr')) row.replaceWith(rowOf(page, row));
  return page.body.innerHTML;
}

/** A row of a foreign table as a line of words: there is no data that it could be bound to. */
function rowOf(page: Document, row: Element): HTMLElement {
  const line = page.createElement('p');
  [...row.querySelectorAll('td, th')].forEach((cell, index) => {
    if (index > 0) line.append(' · ');
    line.append(
      ...[...cell.childNodes].flatMap((child) =>
        child instanceof HTMLElement && child.matches('p, div') ? [...child.childNodes] : [child],
      ),
    );
  });
  return line;
}
