import { Editor } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { EditorState, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';

import { SourceFile, type Definition } from '~/format/file';
import { same } from '~/format/equal';
import type { Side } from '~/format/merge';
import { isObject, kindOf, type SourceNode } from '~/format/nodes';

import type {
  EditKind,
  EditorSession,
  FileContent,
  Patch,
  SelectedNode,
  SessionSource,
  Variable,
} from '../contract';
import { extensions } from '../commands/extensions';
import { Menu } from '../commands/menu';
import { zoneAt } from '../locks/zones';
import { findNode, lastNodeEnd, pathTo, sourceAt } from '../schema/find';
import { readDocument, readNode, readNodes } from '../schema/read';
import { writeDocument, writeNode } from '../schema/write';
import type { Surroundings } from '../views/around';
import { DEFINITION_FILE, type ContentKind, type Files, type ServerDraft } from './drafts';
import { Meeting } from './meeting';
import type { Saver } from './saver';

export interface Opened {
  readonly kind: ContentKind;
  readonly key: string;
  readonly person: string;
  readonly draft: ServerDraft;
  readonly variables: readonly Variable[];
  readonly editKind: EditKind;
}

const QUIET_MS = 200;
const PATIENCE_MS = 1_000;

/** What is being edited: the document, what the server has of it, and who is told when it changes. */
export class EditorStore implements SessionSource {
  readonly editor: Editor;
  /** Where the document is drawn; the page puts it where it belongs. */
  readonly element: HTMLElement;
  private readonly listeners = new Set<() => void>();
  private session: EditorSession | null = null;
  private file: SourceFile;
  private written: { doc: Node; files: Files; definition: Definition } | null = null;
  private edition = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shownLocale: string;
  /** The sample that is shown when nobody has chosen one. */
  readonly firstSample: string | null;
  private shownSample: string | null;
  private known: readonly Variable[];
  private selected: string | null = null;
  readonly menu = new Menu();
  saver: Saver | null = null;
  /** What has to be chosen before anything is saved. */
  conflict: Meeting | null = null;

  constructor(
    readonly opened: Opened,
    private readonly around: Surroundings,
  ) {
    this.file = SourceFile.read(textOf(opened.draft.files, this.definitionFile));
    this.known = opened.variables;
    this.shownLocale = this.sourceLocale;
    this.firstSample = firstSampleIn(opened.draft.files);
    this.shownSample = this.firstSample;
    this.element = document.createElement('div');
    this.editor = new Editor({
      element: this.element,
      extensions: extensions(around, this.menu),
      injectCSS: false,
      editable: opened.editKind !== 'nothing',
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true' } },
    });
    this.show(readDocument(this.editor.schema, this.file.definition, this.beside(opened.draft.files)));
    this.editor.on('transaction', this.onTransaction);
  }

  get definitionFile(): string {
    return DEFINITION_FILE[this.opened.kind];
  }
  get doc(): Node {
    return this.editor.state.doc;
  }
  get sourceLocale(): string {
    const { language } = this.file.definition;
    return typeof language === 'string' ? language : 'en';
  }
  get variables(): readonly Variable[] {
    return this.known;
  }
  get sample(): string | null {
    return this.shownSample;
  }
  get locale(): string {
    return this.shownLocale;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): EditorSession => {
    this.session ??= this.snapshot();
    return this.session;
  };

  /** Tell everybody that something is not as it was. */
  readonly tell = (): void => {
    this.session = null;
    for (const listener of this.listeners) listener();
  };

  /** Every file as it is now edited. */
  files(): Files {
    return this.write().files;
  }

  /** Show what another text of the definition says, as one step that can be undone. */
  replaceWith(definition: Definition, files: Files): boolean {
    const doc = readDocument(this.editor.schema, definition, this.beside(files));
    const tr = this.editor.state.tr.replaceWith(0, this.doc.content.size, doc.content);
    tr.setDocAttribute('definition', doc.attrs.definition).setDocAttribute('files', doc.attrs.files);
    tr.setMeta('adopted', true);
    return this.dispatch(tr);
  }

  /** From now on, what does not change is written as it stands in this text. */
  rebase(text: string): void {
    this.file = SourceFile.read(text);
    this.written = null;
  }

  setVariables(variables: readonly Variable[]): void {
    this.known = variables;
    this.redraw();
    this.tell();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.saver?.stop();
    this.editor.destroy();
  }

  private show(doc: Node): void {
    const { plugins } = this.editor.state;
    this.editor.view.updateState(EditorState.create({ doc, plugins }));
  }

  /** Draw what depends on the language, the sample or the variables anew. */
  readonly redraw = (): void => {
    for (const draw of this.around.redraws) draw();
  };

  /** The files beside the definition, as they are now. */
  get others(): Files {
    return this.doc.attrs.files as Files;
  }

  /** Show what was saved elsewhere. It is no step of this person's, so undo leaves it alone. */
  take(files: Files): void {
    const text = textOf(files, this.definitionFile);
    if (same(files, this.files())) return;
    const { definition } = SourceFile.read(text);
    this.rebase(text);
    if (!same(definition, this.write().definition) || !same(this.beside(files), this.others))
      this.replaceWith(definition, files);
  }

  /**
   * Make one of what somebody else saved and of what is here; `before` is what both were made from. True when it can
   * be saved; else `conflict` says what has to be chosen first.
   */
  merging(before: Files, theirs: ServerDraft, ways: { readonly merged: () => void }): boolean {
    const conflict = new Meeting(before, this.files(), theirs.files, this.definitionFile);
    this.saver?.adopt(theirs.files, theirs.etag);
    this.rebase(textOf(theirs.files, this.definitionFile));
    if (conflict.all.length > 0) {
      this.conflict = conflict;
      this.tell();
      return false;
    }
    this.settle(conflict, {});
    ways.merged();
    return true;
  }

  /** What two people did is one, as it was chosen. */
  settle(conflict: Meeting, choices: Readonly<Record<string, Side>>): void {
    const { definition, files } = conflict.settled(choices);
    this.conflict = null;
    this.replaceWith(definition, files);
    this.saver?.settled();
    this.tell();
  }

  private beside(files: Files): Record<string, FileContent> {
    return Object.fromEntries(Object.entries(files).filter(([name]) => name !== this.definitionFile));
  }

  private write(): { files: Files; definition: Definition } {
    const { doc } = this;
    if (this.written?.doc !== doc) {
      const definition = writeDocument(doc);
      const text = this.file.write(definition);
      const files = { ...(doc.attrs.files as Files), [this.definitionFile]: { text } };
      this.written = { doc, definition, files };
    }
    return this.written;
  }

  private readonly onTransaction = ({ transaction }: { transaction: Transaction }): void => {
    if (transaction.docChanged) {
      this.edition += 1;
      this.saver?.touch();
      this.tellSoon(QUIET_MS);
    }
    const selected = pathTo(this.editor.state.selection).at(-1) ?? null;
    if (selected !== this.selected) {
      this.selected = selected;
      this.tellSoon(transaction.docChanged ? QUIET_MS : 0);
    }
  };

  /** Tell when nobody has typed for a moment, and the browser has nothing better to do. */
  private tellSoon(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      requestIdleCallback(this.tell, { timeout: PATIENCE_MS });
    }, ms);
  }

  private dispatch(tr: Transaction): boolean {
    const { doc } = this;
    this.editor.view.dispatch(tr);
    return this.doc !== doc;
  }

  private selectedNode(): SelectedNode | null {
    const path = pathTo(this.editor.state.selection);
    const id = path.at(-1);
    const found = id === undefined ? null : findNode(this.doc, id);
    if (!found || id === undefined) return null;
    const source = sourceAt(found.node);
    const kind = kindOf(source);
    return kind && { id, kind, source, path: path.slice(0, -1) };
  }

  private snapshot(): EditorSession {
    const { files, definition } = this.write();
    const { kind, key, editKind } = this.opened;
    return {
      kind,
      key,
      files,
      definition,
      edition: this.edition,
      selectedNode: this.selectedNode(),
      locale: this.shownLocale,
      sourceLocale: this.sourceLocale,
      sample: this.shownSample,
      variables: this.known,
      may: { editKind, zone: (id) => zoneAt(this.doc, id, editKind) },
      revision: Number((this.saver?.etag ?? '0').replaceAll('"', '')) || 0,
      save: this.saver?.state ?? { status: 'saved', at: null, problem: null },
      ...this.actions,
    };
  }

  readonly select = (id: string | null, options: { readonly focus?: boolean } = {}): void => {
    const { state, view } = this.editor;
    const found = id === null ? null : findNode(state.doc, id);
    if (!found) return;
    const { node, pos } = found;
    const selection = node.isTextblock
      ? TextSelection.near(state.doc.resolve(pos + 1))
      : NodeSelection.create(state.doc, pos);
    view.dispatch(state.tr.setSelection(selection));
    const shown = view.nodeDOM(pos);
    if (shown instanceof HTMLElement) shown.scrollIntoView({ block: 'nearest' });
    if (options.focus) view.focus();
  };

  readonly update = (id: string, patch: Patch): boolean => {
    const { state } = this.editor;
    const found = findNode(state.doc, id);
    if (!found) return false;
    const { node, pos } = found;
    const next = readNode(state.schema, patched({ ...sourceAt(node) }, patch));
    const isSameInside = next.type === node.type && next.content.eq(node.content);
    const tr = isSameInside
      ? state.tr.setNodeMarkup(pos, null, next.attrs)
      : state.tr.replaceWith(pos, pos + node.nodeSize, next);
    // What is changed by a form stays selected, or the form would be of its neighbour.
    if (this.selected === id && !node.isTextblock) tr.setSelection(NodeSelection.create(tr.doc, pos));
    return this.dispatch(tr);
  };

  readonly updateDefinition = (patch: Patch): boolean => {
    const { state } = this.editor;
    const { content, ...others } = patch;
    const tr = state.tr.setDocAttribute('definition', patched(state.doc.attrs.definition as object, others));
    if (Array.isArray(content)) tr.replaceWith(0, state.doc.content.size, readNodes(state.schema, content));
    return this.dispatch(tr);
  };

  readonly setFile = (path: string, content: FileContent | undefined): boolean => {
    const { state } = this.editor;
    const files: Record<string, FileContent | undefined> = { ...(state.doc.attrs.files as Files) };
    if (content) files[path] = content;
    const kept = Object.fromEntries(Object.entries(files).filter(([name]) => content ?? name !== path));
    return this.dispatch(state.tr.setDocAttribute('files', kept));
  };

  readonly insert = (nodes: readonly SourceNode[]): boolean => {
    const { state } = this.editor;
    const id = pathTo(state.selection).at(-1);
    const found = id === undefined ? null : findNode(state.doc, id);
    const at = found ? found.pos + found.node.nodeSize : lastNodeEnd(state.doc);
    return this.dispatch(state.tr.insert(at, readNodes(state.schema, nodes)).scrollIntoView());
  };

  private readonly actions = {
    select: this.select,
    update: this.update,
    updateDefinition: this.updateDefinition,
    setFile: this.setFile,
    insert: this.insert,
    replaceFiles: (files: Files): boolean => {
      const { definition } = SourceFile.read(textOf(files, this.definitionFile));
      return this.replaceWith(definition, files);
    },
    setLocale: (locale: string): void => {
      this.shownLocale = locale;
      this.redraw();
      this.tell();
    },
    setSample: (sample: string | null): void => {
      this.shownSample = sample;
      this.redraw();
      this.tell();
    },
    undo: (): void => void this.editor.commands.undo(),
    redo: (): void => void this.editor.commands.redo(),
    flush: async (): Promise<void> => this.saver?.flush(),
    changeOnServer: async <T>(change: (etag: string) => Promise<T>): Promise<T> => {
      if (!this.saver) throw new Error('the draft is not open yet');
      const { saver } = this;
      return saver.hold(async () => {
        const answer = await change(saver.etag);
        await this.reread();
        return answer;
      });
    },
  };

  /** Reads the draft again, after something of it was changed by a request of its own. */
  reread: () => Promise<void> = () => Promise.resolve();

  /** The node that is selected as the file has it, for who copies or duplicates it. */
  sourceOf(id: string): SourceNode | null {
    const found = findNode(this.doc, id);
    return found ? writeNode(found.node) : null;
  }
}

function firstSampleIn(files: Files): string | null {
  const [first] = Object.keys(files)
    .filter((name) => name.startsWith('samples/'))
    .sort();
  return first?.slice('samples/'.length, -'.json'.length) ?? null;
}

export function textOf(files: Files, name: string): string {
  return files[name]?.text ?? '';
}

function patched(value: object, patch: Patch): object {
  const entries = Object.entries({ ...value, ...patch }).filter(([, each]) => each !== undefined);
  const made = Object.fromEntries(entries);
  return isObject(made) ? made : {};
}
