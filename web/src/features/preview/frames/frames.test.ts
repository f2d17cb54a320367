import { describe, expect, it } from 'vitest';

import { ownStyle, patch } from './patch';
import { drawn, inScheme, staged } from './stage';

const parsed = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

describe('patch', () => {
  it('touches only what differs', () => {
    const page = parsed('<ul><li>one<li>two<li>three</ul><p class="a">end</p>');
    const [one, , three] = page.querySelectorAll('li');
    const end = page.querySelector('p');
    patch(page, parsed('<ul><li>one<li>2<li>new<li>three</ul><p class="b">end</p>'));
    expect(page.body.innerHTML).toBe(
      '<ul><li>one</li><li>2</li><li>new</li><li>three</li></ul><p class="b">end</p>',
    );
    expect(page.querySelectorAll('li')[0]).toBe(one);
    expect(page.querySelectorAll('li')[3]).toBe(three);
    expect(page.querySelector('p')).toBe(end);
  });

  it('makes any page any other', () => {
    const pages = [
      '',
      'text',
      '<p>a</p>',
      '<div><p>a</p>b</div>c',
      '<table><tr><td>1<td>2</table>',
      '<p>a</p><p>b</p>',
    ];
    for (const before of pages) {
      for (const after of pages) {
        const page = parsed(before);
        patch(page, parsed(after));
        expect(page.body.innerHTML).toBe(parsed(after).body.innerHTML);
      }
    }
  });

  it('leaves the policy and the preview’s own style alone', () => {
    const page = parsed(
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>a</title>',
    );
    ownStyle(page).textContent = 'p{}';
    patch(page, parsed('<title>b</title><style>q{}</style>'));
    expect(page.head.innerHTML).toBe(
      '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'"><title>b</title><style>q{}</style>' +
        '<style data-kept="">p{}</style>',
    );
  });
});

describe('staged', () => {
  it('shows the scheme that was asked for', () => {
    const css =
      '@media (prefers-color-scheme: dark){p{color:red}}@media(prefers-color-scheme:light){p{color:blue}}';
    expect(inScheme(css, 'dark')).toBe(
      '@media (min-width:0){p{color:red}}@media(max-width:0){p{color:blue}}',
    );
    const page = staged(`<style>${css}</style><source media="(prefers-color-scheme: dark)">`, 'light');
    expect(page.querySelector('style')?.textContent).toContain('(max-width:0){p{color:red}');
    expect(page.querySelector('source')?.getAttribute('media')).toBe('(max-width:0)');
  });

  it('leaves nothing that could run or reach out', () => {
    const page = staged(
      '<base href="https://x"><script>1</script><link rel="stylesheet" href="x"><p>a</p>',
      'light',
    );
    expect(page.documentElement.outerHTML).toBe('<html><head></head><body><p>a</p></body></html>');
  });
});

describe('drawn', () => {
  it('takes ids and owners as text', () => {
    const css = drawn('light', ['a"] *{}'], true, new Map([['vat@1', 'Legal"}*{display:none']]));
    expect(css).toContain('[data-node="a\\22 ] *{}"]');
    expect(css).not.toContain('Legal"}');
  });
});
