import { api, ok } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Me } from '~/app/session/me';
import { SourceFile } from '~/format/file';
import { isObject, walk } from '~/format/nodes';

import type { EditKind, Variable } from '../contract';
import type { Refusal } from '../locks/guard';
import type { SayEditor } from '../words';
import type { Surroundings } from '../views/around';
import { Blocks, listBlocks, type BlockSummary } from './blocks';
import {
  DEFINITION_FILE,
  loadDraft,
  loadEditKind,
  loadVariables,
  type ContentKind,
  type ServerDraft,
} from './drafts';
import { EditorStore, textOf } from './store';
import { Translations } from './translations';
import { connect } from './saving';

export interface Ways {
  readonly say: () => SayEditor;
  readonly refused: (why: Refusal) => void;
  /** What was typed before and had not reached the server is back. */
  readonly restored: () => void;
  /** What somebody else did is one with what is here. */
  readonly merged: () => void;
}

export interface OpenEditor {
  readonly store: EditorStore;
  readonly blocks: readonly BlockSummary[];
  readonly brand: unknown;
  readonly showValues: (shows: boolean) => void;
  readonly close: () => void;
}

/** Open a template or block for editing. Throws ApiProblem, YamlError. */
export async function openEditor(kind: ContentKind, key: string, me: Me, ways: Ways): Promise<OpenEditor> {
  const [draft, blocks] = await Promise.all([loadDraft(kind, key), listBlocks()]);
  const { definition } = SourceFile.read(textOf(draft.files, DEFINITION_FILE[kind]));
  const [variables, editKind, brand] = await Promise.all([
    kind === 'template' ? loadVariables(key, draft.revision) : Promise.resolve(slotsOf(definition.slots)),
    kind === 'template' ? loadEditKind(key, me.person) : Promise.resolve(blockEditKind(me, definition)),
    loadBrand(definition.brand),
  ]);
  const redraws = new Set<() => void>();
  let store: EditorStore | null = null;
  let showsValues = false;
  const redraw = (): void => {
    for (const draw of redraws) draw();
  };
  const known = new Blocks(blocks, redraw);
  const isDraft = (): boolean => (store?.saver?.etag ?? draft.etag) !== '"0"';
  const translations = new Translations(kind, key, () => (isDraft() ? 'draft' : 'newest'), redraw);
  const around: Surroundings = {
    say: ways.say,
    editKind,
    variables: () => store?.variables ?? variables,
    record: () => (store ? recordOf(store) : null),
    showsValues: () => showsValues,
    locale: () => store?.locale ?? languageOf(definition.language),
    sourceLocale: () => languageOf(definition.language),
    block: known.get,
    isLocked: known.isLocked,
    asset: (name) => (store ? assetOf(store, name) : assetOf({ files: () => draft.files }, name)),
    translation: (context) => {
      const locale = store?.locale ?? '';
      return locale === languageOf(definition.language) ? null : translations.get(locale, context);
    },
    refused: ways.refused,
    redraws,
  };
  store = new EditorStore({ kind, key, person: me.person, draft, variables, editKind }, around);
  const disconnect = connect(store, draft, ways);
  const opened = store;
  // What was saved is asked for anew when a translation is looked at the next time.
  let seen = store.saver?.etag;
  const forget = store.subscribe(() => {
    const now = opened.saver?.etag;
    if (now === seen) return;
    seen = now;
    translations.forget();
    if (opened.locale !== opened.sourceLocale) redraw();
  });
  return {
    store,
    blocks,
    brand,
    showValues: (shows) => {
      showsValues = shows;
      redraw();
    },
    close: () => {
      forget();
      disconnect();
      opened.destroy();
    },
  };
}

function languageOf(value: unknown): string {
  return typeof value === 'string' ? value : 'en';
}

async function loadBrand(key: unknown): Promise<unknown> {
  if (typeof key !== 'string') return null;
  try {
    return (await ok(api.GET('/v1/brands/{key}/definition', { params: { path: { key } } }))).definition;
  } catch (error) {
    if (error instanceof ApiProblem && error.status < 500 && error.status > 0) return null;
    throw error;
  }
}

/** The slots of a block, as what its texts can name. */
function slotsOf(slots: unknown): readonly Variable[] {
  if (!isObject(slots)) return [];
  return Object.entries(slots).map(([path, schema]): Variable => {
    const of = isObject(schema) ? schema : {};
    const examples: readonly unknown[] = Array.isArray(of.examples) ? of.examples : [];
    const format = typeof of.format === 'string' ? of.format : '';
    return {
      path,
      name: typeof of.title === 'string' ? of.title : path,
      description: '',
      kind: format === 'date' ? 'date' : of.type === 'integer' ? 'integer' : 'text',
      type: typeof of.type === 'string' ? of.type : 'text',
      format,
      required: true,
      nullable: false,
      personal: false,
      options: [],
      max_length: null,
      example: examples[0] ?? null,
      examples: [...examples],
    };
  });
}

/** Which edits somebody may make in a block; there is no address that says so. The server asks again. */
function blockEditKind(me: Me, definition: { readonly lock?: unknown; readonly content: unknown }): EditKind {
  const roles = new Set(me.roles.map(({ role }) => role));
  if (roles.has('designer') || roles.has('compliance')) return 'everything';
  if (!roles.has('author') || definition.lock === 'locked') return 'nothing';
  if (definition.lock === 'text') return 'text';
  const nodes = walk(definition.content as Parameters<typeof walk>[0]);
  return [...nodes].some(({ editing }) => editing === 'text' || editing === 'free') ? 'regions' : 'text';
}

const records = new WeakMap<object, unknown>();

/** The record of the sample that is chosen. */
function recordOf(store: EditorStore): unknown {
  const file = store.sample === null ? undefined : store.others[`samples/${store.sample}.json`];
  if (file?.text === undefined || file.text === null) return null;
  if (!records.has(file)) {
    try {
      records.set(file, JSON.parse(file.text));
    } catch {
      records.set(file, null);
    }
  }
  return records.get(file);
}

const TYPES: Readonly<Record<string, string>> = { svg: 'image/svg+xml', png: 'image/png', jpg: 'image/jpeg' };

function assetOf(store: { files: () => ServerDraft['files'] } | EditorStore, name: string): string | null {
  const files = store instanceof EditorStore ? store.others : store.files();
  const file = files[`assets/${name}`];
  const type = TYPES[name.split('.').at(-1) ?? ''];
  if (!file || !type) return null;
  if (typeof file.base64 === 'string') return `data:${type};base64,${file.base64}`;
  return `data:${type};charset=utf-8,${encodeURIComponent(file.text ?? '')}`;
}
