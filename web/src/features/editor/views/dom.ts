type Child = globalThis.Node | string | null;

/** An element with a class, attributes and children; texts are texts, never markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className) made.className = className;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A small picture by the outline of its strokes, 24 by 24. */
export function icon(...paths: readonly string[]): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('class', 'ccm-icon');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}

export const LOCK = ['M6 11h12v9H6z', 'M8.5 11V8a3.5 3.5 0 0 1 7 0v3'];
export const BRANCH = ['M7 4v16', 'M7 9c0 4 10 2 10 7v4'];
export const AGAIN = ['M5 12a7 7 0 0 1 12-5l2 2', 'M19 4v5h-5', 'M19 12a7 7 0 0 1-12 5l-2-2', 'M5 20v-5h5'];
export const SCREEN = ['M4 5h16v11H4z', 'M9 20h6'];
export const PHRASE = ['M4 6h16v10H9l-5 4z'];

/** A button inside of the document. It takes no focus from the text when it is pressed. */
export function button(
  label: string,
  className: string,
  press: () => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element(
    'button',
    className,
    { type: 'button', 'aria-label': label, title: label },
    ...children,
  );
  made.addEventListener('mousedown', (event) => {
    event.preventDefault();
  });
  made.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    press();
  });
  return made;
}
