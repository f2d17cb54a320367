import { useCallback, useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';

import { useEditorSession } from '../contract';
import type { EditorStore } from '../session/store';

export type Layout = 'edit' | 'both' | 'preview';

export interface Address {
  readonly layout: Layout;
  readonly outline: boolean;
  readonly panels: boolean;
  readonly set: (name: string, value: string | null) => void;
}

/** What is shown, as the address has it: the node, the language, the sample, the panes. */
export function useAddress(store: EditorStore): Address {
  const [query, setQuery] = useSearchParams();
  const session = useEditorSession();
  const latest = useRef(query);
  useEffect(() => {
    latest.current = query;
  }, [query]);
  const set = useCallback(
    (name: string, value: string | null): void => {
      setQuery(
        (before) => {
          const after = new URLSearchParams(before);
          if (value === null) after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      );
    },
    [setQuery],
  );
  // The address says where to begin; from then on it follows.
  useEffect(() => {
    const [node, lang, sample] = ['node', 'lang', 'sample'].map((name) => latest.current.get(name));
    const { setLocale, setSample, select } = store.current();
    if (lang) setLocale(lang);
    if (sample) setSample(sample);
    if (node) select(node);
  }, [store]);
  const node = session.selectedNode?.id ?? null;
  const { locale, sourceLocale, sample } = session;
  useEffect(() => {
    const wanted = {
      node,
      lang: locale === sourceLocale ? null : locale,
      sample: sample === store.firstSample ? null : sample,
    };
    const isSame = Object.entries(wanted).every(([name, value]) => latest.current.get(name) === value);
    if (isSame) return;
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(wanted))
          if (value === null) after.delete(name);
          else after.set(name, value);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  }, [store, node, locale, sourceLocale, sample, setQuery]);
  const layout = query.get('view');
  return {
    layout: layout === 'edit' || layout === 'preview' ? layout : 'both',
    outline: query.get('outline') !== 'off',
    panels: query.get('side') !== 'off',
    set,
  };
}
