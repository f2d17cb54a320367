/**
 * Make `page` say what `wanted` says, touching only what differs: what stays is not drawn anew, keeps its scroll position,
 * and a detail that somebody has opened stays open.
 */
export function patch(page: Document, wanted: Document): void {
  attributes(page.documentElement, wanted.documentElement);
  head(page, wanted);
  element(page.body, wanted.body);
}

const KEPT = 'data-kept';

/** A style sheet of the preview's own in `page`, which `patch` leaves alone. */
export function ownStyle(page: Document): HTMLStyleElement {
  const there = page.head.querySelector<HTMLStyleElement>(`style[${KEPT}]`);
  if (there) return there;
  const style = page.createElement('style');
  style.setAttribute(KEPT, '');
  page.head.append(style);
  return style;
}

// A policy in force cannot be taken back, and the preview's own style is not the page's.
function head(page: Document, wanted: Document): void {
  const own = [...page.head.children].filter(
    (one) => !one.hasAttribute(KEPT) && !one.matches('[http-equiv]'),
  );
  const next = [...wanted.head.children];
  if (own.length === next.length && own.every((one, index) => one.isEqualNode(next[index] ?? null))) return;
  for (const one of own) one.remove();
  ownStyle(page).before(...next.map((one) => page.importNode(one, true)));
}

function element(one: Element, wanted: Element): void {
  attributes(one, wanted);
  const old = [...one.childNodes];
  const fresh = [...wanted.childNodes];
  let start = 0;
  while (start < old.length && start < fresh.length && same(old[start], fresh[start])) start += 1;
  let end = 0;
  while (
    end < old.length - start &&
    end < fresh.length - start &&
    same(old[old.length - 1 - end], fresh[fresh.length - 1 - end])
  ) {
    end += 1;
  }
  const going = old.slice(start, old.length - end);
  const coming = fresh.slice(start, fresh.length - end);
  const after = old[old.length - end] ?? null;
  if (going.length === coming.length) {
    going.forEach((node, index) => {
      const next = coming[index];
      if (next) replace(node, next);
    });
    return;
  }
  for (const node of going) node.remove();
  for (const node of coming) one.insertBefore(one.ownerDocument.importNode(node, true), after);
}

function same(one: Node | undefined, other: Node | undefined): boolean {
  return one?.isEqualNode(other ?? null) ?? false;
}

function replace(node: ChildNode, wanted: Node): void {
  if (node.isEqualNode(wanted)) return;
  if (node.nodeType === Node.ELEMENT_NODE && node.nodeName === wanted.nodeName) {
    element(node as Element, wanted as Element);
  } else if (node.nodeType === Node.TEXT_NODE && wanted.nodeType === Node.TEXT_NODE) {
    node.nodeValue = wanted.nodeValue;
  } else {
    node.replaceWith(node.ownerDocument?.importNode(wanted, true) ?? wanted);
  }
}

function attributes(one: Element, wanted: Element): void {
  for (const { name } of [...one.attributes]) if (!wanted.hasAttribute(name)) one.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (one.getAttribute(name) !== value) one.setAttribute(name, value);
  }
}
