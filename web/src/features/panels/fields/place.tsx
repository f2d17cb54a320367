import { createContext, useContext, useMemo, type ReactNode } from 'react';

import { useEditorSession } from '~/features/editor/contract';
import {
  bindingsAround,
  boundScope,
  namedVariables,
  type Binding,
  type Named,
  type Scope,
} from '~/format/expressions';
import type { SourceNode } from '~/format/nodes';

/** What an expression sees where it stands: its variables by name, and their values in the chosen sample. */
export interface Place {
  readonly known: readonly Named[];
  readonly scope: Scope;
  /** The language values are written in. */
  readonly locale: string;
}

const PlaceContext = createContext<Place | null>(null);

export function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error('usePlace is for what stands inside a place');
  return place;
}

/** The record of the chosen sample, or the examples of the contract where none is chosen. */
export function useRecord(): Scope {
  const { files, sample, variables } = useEditorSession();
  const text = sample === null ? undefined : files[`samples/${sample}.json`]?.text;
  return useMemo(() => recordOf(text) ?? examples(variables), [text, variables]);
}

function recordOf(text: string | null | undefined): Scope | null {
  if (!text) return null;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Scope) : null;
  } catch {
    return null; // a sample that is half written
  }
}

// A record of the contract's examples; each list has one item.
function examples(variables: readonly { readonly path: string; readonly example?: unknown }[]): Scope {
  const record: Record<string, unknown> = {};
  for (const { path, example } of variables) {
    if (example === null || example === undefined) continue;
    const steps = path.split('.');
    const last = steps.pop() ?? '';
    const holder = steps.reduce(inside, record);
    if (last.endsWith('[]')) holder[last.slice(0, -2)] = [example];
    else holder[last] = example;
  }
  return record;
}

function inside(holder: Record<string, unknown>, step: string): Record<string, unknown> {
  const name = step.replace('[]', '');
  holder[name] ??= step.endsWith('[]') ? [{}] : {};
  const held = holder[name];
  return (Array.isArray(held) ? held[0] : held) as Record<string, unknown>;
}

/** Where expressions see what stands around the node `id`, and the items of `inner` lists of its own. */
export function PlaceAt({
  id,
  inner,
  rows,
  children,
}: {
  id: string | null;
  inner?: Binding | undefined;
  /** The list that is called `rows` here, as the totals of a table see it. */
  rows?: string | undefined;
  children: ReactNode;
}) {
  const { definition, variables, locale } = useEditorSession();
  const record = useRecord();
  const content = definition.content as unknown as readonly SourceNode[] | undefined;
  const place = useMemo<Place>(() => {
    const around = id === null ? [] : bindingsAround(content ?? [], id);
    const bindings = inner ? [...around, inner] : around;
    const known = namedVariables(variables, bindings);
    const scope = boundScope(record, bindings, locale);
    if (rows === undefined) return { known, scope, locale };
    const list = known.find((variable) => variable.spelled === rows);
    const value = rows.split('.').reduce<unknown>((held, step) => (held as Scope | undefined)?.[step], scope);
    return {
      known: list ? [{ ...list, spelled: 'rows', item: 'rows' }, ...known] : known,
      scope: { ...scope, rows: value },
      locale,
    };
  }, [content, id, inner, locale, record, rows, variables]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}
