import { createContext, useContext, useSyncExternalStore } from 'react';

import type { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import type { Definition } from '~/format/file';
import type { Json, Kind, SourceNode } from '~/format/nodes';

/** A file of the draft: its text, or its bytes in base64. */
export type FileContent = Model<'Content'>;
export type Variable = Model<'VariableShown'>;

/** What somebody may change, each more than the one before. */
export type EditKind = 'nothing' | 'text' | 'regions' | 'everything';

/** What somebody may do to one node: nothing, change its words, or anything. */
export type Zone = 'locked' | 'words' | 'region';

export interface SelectedNode {
  readonly id: string;
  readonly kind: Kind;
  /** The node as it is written: its flat mapping, with the nodes in it. */
  readonly source: SourceNode;
  /** The ids of the nodes around it, the outermost first. */
  readonly path: readonly string[];
}

/** What has become of the last change. */
export type SaveStatus =
  | 'saved' // the server has all of it
  | 'unsaved' // typed, and about to be saved
  | 'saving'
  | 'offline' // the server is away; kept here, tried again
  | 'signed-out' // kept here until somebody has signed in again
  | 'conflict' // somebody else saved meanwhile; both are being looked at
  | 'refused' // the server will not have it: `problem` says why
  | 'read-only';

export interface SaveState {
  readonly status: SaveStatus;
  readonly at: Date | null;
  readonly problem: ApiProblem | null;
}

/** A patch of a mapping: what is undefined is taken out, what is left out stays. */
export type Patch = Readonly<Record<string, Json | undefined>>;

/** What the page of the editor, the side panels and the preview know of what is being edited. */
export interface EditorSession {
  readonly kind: 'template' | 'block';
  readonly key: string;
  /** Every file of the draft as it is now edited, the definition among them, a moment behind who is typing. */
  readonly files: Readonly<Record<string, FileContent>>;
  /** What `template.yaml` or `block.yaml` now says, as plain JSON, its nodes with all their ids. */
  readonly definition: Definition;
  /** Counts every change of `files`; the same number, the same files. */
  readonly edition: number;
  readonly selectedNode: SelectedNode | null;
  /** The language of the words that are shown; `sourceLocale` is the one that is written. */
  readonly locale: string;
  readonly sourceLocale: string;
  /** The name of the sample that the variables show their values from; null shows the examples of the contract. */
  readonly sample: string | null;
  readonly variables: readonly Variable[];
  readonly may: {
    readonly editKind: EditKind;
    /** What this person may do to a node of this id. */
    readonly zone: (id: string) => Zone;
  };
  /** The revision of the draft on the server that this is made on top of; 0 while there is none. */
  readonly revision: number;
  readonly save: SaveState;

  /** Select a node, and bring it into view; null selects none. `focus` puts the cursor there. */
  readonly select: (id: string | null, options?: { readonly focus?: boolean }) => void;
  /** Change keys of a node's mapping, as one step that can be undone. False when this person may not. */
  readonly update: (id: string, patch: Patch) => boolean;
  /** Change keys of the definition itself (title, subject, channels, references ...), as one step. */
  readonly updateDefinition: (patch: Patch) => boolean;
  /** Change, add or (undefined) take out another file of the draft, as one step. */
  readonly setFile: (path: string, content: FileContent | undefined) => boolean;
  /** Put nodes behind the selected one, or at the end. Ids that are taken are given anew. */
  readonly insert: (nodes: readonly SourceNode[]) => boolean;
  /** Take all files for those of another version or draft, as one step (restoring, and the merge). */
  readonly replaceFiles: (files: Readonly<Record<string, FileContent>>) => boolean;
  readonly setLocale: (locale: string) => void;
  readonly setSample: (sample: string | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Save now. Resolves when the server has everything; rejects with ApiProblem. */
  readonly flush: () => Promise<void>;
  /**
   * Change the draft by a request of one's own (a translation, an image): what was typed is saved first, nothing is
   * saved meanwhile, and what came of it is read afterwards. `change` gets the ETag for its `If-Match`.
   */
  readonly changeOnServer: <T>(change: (etag: string) => Promise<T>) => Promise<T>;
}

/** What gives out sessions: it tells whoever listens when there is a new one. */
export interface SessionSource {
  readonly subscribe: (listener: () => void) => () => void;
  readonly current: () => EditorSession;
}

export const SessionContext = createContext<SessionSource | null>(null);

/** The session, and again whenever it changes (a moment after the last key, never with every key). */
export function useEditorSession(): EditorSession {
  const source = useContext(SessionContext);
  if (!source) throw new Error('useEditorSession is for what stands inside the editor');
  return useSyncExternalStore(source.subscribe, source.current);
}
