import type { Scheme } from '../model/types';

const ASKS_SCHEME = /\(\s*prefers-color-scheme\s*:\s*(light|dark)\s*\)/gi;

/** A style sheet or a media query as a device in that scheme reads it, whatever scheme this browser is in. */
export function inScheme(css: string, scheme: Scheme): string {
  return css.replace(ASKS_SCHEME, (_, wanted: string) =>
    wanted.toLowerCase() === scheme ? '(min-width:0)' : '(max-width:0)',
  );
}

/** Foreign HTML as a device in that scheme shows it. Nothing in it runs: it is parsed without a window. */
export function staged(html: string, scheme: Scheme): Document {
  const page = new DOMParser().parseFromString(html, 'text/html');
  for (const style of page.querySelectorAll('style')) style.textContent = inScheme(style.textContent, scheme);
  for (const element of page.querySelectorAll('[media]')) {
    element.setAttribute('media', inScheme(element.getAttribute('media') ?? '', scheme));
  }
  for (const element of page.querySelectorAll('script, meta[http-equiv], base, link')) element.remove();
  return page;
}

/**
 * What a frame is before anything is shown in it. Its policy holds for all that comes into it later: pictures and fonts
 * that are in the page itself, and no request at all.
 */
export const BLANK = `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"
content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; form-action 'none'"></head><body></body></html>`;

const ACCENT = '#4f5fe0';
const LOCKED = '#7c3aed';

/** What the preview draws over a page: the selected nodes, the node under the pointer, and where asked the blocks. */
export function drawn(
  scheme: Scheme,
  selected: Iterable<string>,
  outlines: boolean,
  owners: ReadonlyMap<string, string>,
): string {
  const chosen = [...selected].map((id) => `[data-node=${quoted(id)}]`).join(',');
  const labels = [...owners].map(
    ([block, owner]) => `[data-locked="true"][data-block=${quoted(block)}]::after{content:${quoted(owner)}}`,
  );
  return [
    `:root{color-scheme:${scheme}!important}`,
    'html{scrollbar-width:thin}',
    '[data-node]{cursor:pointer}',
    `[data-node]:hover:not(:has([data-node]:hover)){outline:1.5px dashed ${ACCENT};outline-offset:3px}`,
    ...(outlines
      ? [
          `[data-locked="true"]{position:relative;outline:2px solid ${LOCKED};outline-offset:3px}`,
          `[data-locked="true"]::after{content:attr(data-block);position:absolute;inset-block-start:-11px;inset-inline-end:8px;` +
            `z-index:9;padding:1px 8px;border-radius:99px;background:${LOCKED};color:#fff;font:600 10px/16px system-ui,sans-serif;` +
            'letter-spacing:0;text-transform:none;white-space:nowrap;pointer-events:none}',
          ...labels,
        ]
      : []),
    ...(chosen
      ? [
          `:is(${chosen}){outline:2px solid ${ACCENT}!important;outline-offset:4px;border-radius:3px;` +
            `box-shadow:0 0 0 9999px transparent,0 0 0 8px color-mix(in srgb,${ACCENT} 16%,transparent)}`,
        ]
      : []),
  ].join('\n');
}

function quoted(text: string): string {
  return `"${text.replace(/["\\\n<]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}
