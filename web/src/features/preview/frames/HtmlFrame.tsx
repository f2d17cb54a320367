import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState } from 'react';

import { shownFor } from '../model/nodes';
import type { Scheme } from '../model/types';
import { ownStyle, patch } from './patch';
import { BLANK, drawn, staged } from './stage';
import classes from './frames.module.css';

export interface FrameProps {
  readonly html: string;
  readonly scheme: Scheme;
  readonly title: string;
  readonly selected: string;
  readonly inside: readonly string[];
  /** Whether the selected node is brought into view; not where it was clicked. */
  readonly scrolls: boolean;
  readonly outlines: boolean;
  readonly owners: ReadonlyMap<string, string>;
  readonly onPick: (node: string) => void;
  readonly onLink: (address: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly width: number;
  readonly height: number;
}

/**
 * A page from outside, cut off from the application and from the network. What it shows is changed in place, so that it
 * neither blinks nor loses its place when it is refreshed.
 */
export function HtmlFrame(props: FrameProps) {
  const { html, scheme, title, selected, inside, scrolls, outlines, owners, width, height } = props;
  const frame = useRef<HTMLIFrameElement>(null);
  const [page, setPage] = useState<Document | null>(null);
  const still = useReducedMotion();
  const wanted = useMemo(() => staged(html, scheme), [html, scheme]);
  const acts = useRef(props);
  useEffect(() => {
    acts.current = props;
  });

  useEffect(() => {
    if (page) patch(page, wanted);
  }, [page, wanted]);

  useEffect(() => {
    if (!page) return;
    const ids = [...page.querySelectorAll('[data-node]')].map((one) => one.getAttribute('data-node') ?? '');
    ownStyle(page).textContent = drawn(scheme, shownFor(ids, selected, inside), outlines, owners);
  }, [page, wanted, scheme, selected, inside, outlines, owners]);

  useEffect(() => {
    if (!page || !selected || !scrolls) return;
    const all = [...page.querySelectorAll<HTMLElement>('[data-node]')];
    const shown = shownFor(
      all.map((one) => one.dataset.node ?? ''),
      selected,
      inside,
    );
    const target = all.find((one) => shown.has(one.dataset.node ?? ''));
    if (target) bringIntoView(page, target, still);
    // Only a new selection scrolls: who reads on while somebody types is left where they are.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [page, selected]);

  useEffect(() => {
    if (!page) return;
    return listen(page, {
      pick: (node) => {
        acts.current.onPick(node);
      },
      link: (address) => {
        acts.current.onLink(address);
      },
      key: (event) => {
        acts.current.onKey(event);
      },
    });
  }, [page]);

  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={BLANK}
      onLoad={() => {
        setPage(frame.current?.contentDocument ?? null);
      }}
      className={classes.frame}
      data-scheme={scheme}
      style={{ width, height }}
    />
  );
}

interface Listeners {
  pick: (node: string) => void;
  link: (address: string) => void;
  key: (event: KeyboardEvent) => void;
}

function listen(page: Document, told: Listeners): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const click = (event: MouseEvent): void => {
    // Elements of a frame are of its own window's classes.
    const target = event.target as Element | null;
    const link = target?.closest('a[href], area[href]');
    if (link) {
      event.preventDefault();
      const address = link.getAttribute('href') ?? '';
      const inPage = address.startsWith('#') ? page.getElementById(decoded(address.slice(1))) : null;
      if (inPage) bringIntoView(page, inPage, true);
      else if (!address.startsWith('#')) told.link(address);
    }
    const node = target?.closest('[data-node]')?.getAttribute('data-node');
    if (node) told.pick(node);
  };
  page.addEventListener('click', click, { capture: true, signal });
  page.addEventListener('auxclick', (event) => event.preventDefault(), { capture: true, signal });
  page.addEventListener('submit', (event) => event.preventDefault(), { capture: true, signal });
  page.addEventListener('dragstart', (event) => event.preventDefault(), { capture: true, signal });
  page.addEventListener('keydown', (event) => told.key(event), { signal });
  return () => {
    stop.abort();
  };
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}

// Element.scrollIntoView would scroll the application around the frame as well.
function bringIntoView(page: Document, target: HTMLElement, still: boolean): void {
  const view = page.defaultView;
  if (!view) return;
  for (let outer: Element | null = target; outer; outer = outer.parentElement) {
    if (outer.localName === 'details') outer.setAttribute('open', '');
  }
  const { top, height } = target.getBoundingClientRect();
  const room = Math.max(0, (view.innerHeight - Math.min(height, view.innerHeight)) / 2);
  view.scrollTo({ top: view.scrollY + top - room, behavior: still ? 'instant' : 'smooth' });
}
