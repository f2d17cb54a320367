import { same } from '~/format/equal';
import { SourceFile } from '~/format/file';
import { YamlError } from '~/format/yaml';

import { forget, keep, recall } from './kept';
import { loadDraft, saveDraft, type Files, type ServerDraft } from './drafts';
import type { Ways } from './open';
import { Saver } from './saver';
import { textOf, type EditorStore } from './store';

const KEEP_MS = 400;

/** Save what is typed, keep it here until the server has it, and bring back what was kept. Returns the way to stop. */
export function connect(store: EditorStore, draft: ServerDraft, ways: Ways): () => void {
  const { kind, key, person, editKind } = store.opened;
  let base = draft.base;
  const saver: Saver = new Saver(
    {
      files: () => store.files(),
      save: (files, changed, etag) => saveDraft(kind, key, files, changed, { etag, base }),
      merge: async () => {
        const theirs = await loadDraft(kind, key);
        base = theirs.base;
        return store.merging(saver.files, theirs, ways);
      },
      changed: () => {
        if (saver.state.status === 'saved') {
          forget(person, kind, key);
          channel.postMessage(saver.etag);
        }
        store.tell();
      },
      now: () => new Date(),
    },
    draft.files,
    draft.etag,
  );
  store.saver = saver;
  store.reread = async () => {
    const now = await loadDraft(kind, key);
    base = now.base;
    saver.adopt(now.files, now.etag);
    store.take(now.files);
  };
  if (editKind === 'nothing') saver.readOnly();
  else restore(store, saver, ways);

  const keepNow = (): void => {
    if (!saver.isBehind) return;
    keep(person, kind, key, keptOf(store.files(), saver));
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const onTransaction = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
    if (!transaction.docChanged) return;
    clearTimeout(timer);
    timer = setTimeout(keepNow, KEEP_MS);
  };
  const onHide = (): void => {
    keepNow();
    if (saver.isBehind) void saver.flush().catch(() => undefined);
  };
  const onOnline = (): void => {
    saver.retry();
  };
  // Another tab of this browser has saved: look at what it did before typing goes on.
  const channel = new BroadcastChannel(`ccm.draft/${kind}/${key}`);
  channel.onmessage = () => void catchUp(store, saver, ways);
  store.editor.on('transaction', onTransaction);
  store.editor.on('blur', onBlur);
  function onBlur(): void {
    if (saver.state.status === 'unsaved') void saver.flush().catch(() => undefined);
  }
  window.addEventListener('pagehide', onHide);
  document.addEventListener('visibilitychange', onHide);
  window.addEventListener('online', onOnline);
  return () => {
    onHide();
    clearTimeout(timer);
    channel.close();
    store.editor.off('transaction', onTransaction);
    store.editor.off('blur', onBlur);
    window.removeEventListener('pagehide', onHide);
    document.removeEventListener('visibilitychange', onHide);
    window.removeEventListener('online', onOnline);
  };
}

function keptOf(files: Files, saver: Saver): Parameters<typeof keep>[3] {
  const names = Object.keys(files).filter((name) => !same(files[name], saver.files[name]));
  const pick = (of: Files): Files =>
    Object.fromEntries(names.flatMap((name) => (of[name] ? [[name, of[name]]] : [])));
  const gone = Object.keys(saver.files).filter((name) => !(name in files));
  return {
    changed: pick(files),
    gone,
    base: pick(saver.files),
    etag: saver.etag,
    at: new Date().toISOString(),
  };
}

/** Bring back what was typed in this browser and never reached the server, merged with what the server has now. */
function restore(store: EditorStore, saver: Saver, ways: Ways): void {
  const { kind, key, person } = store.opened;
  const kept = recall(person, kind, key);
  if (!kept) return;
  const whole = { ...saver.files, ...kept.changed };
  const mine: Files = Object.fromEntries(Object.entries(whole).filter(([name]) => !kept.gone.includes(name)));
  try {
    const { definition } = SourceFile.read(textOf(mine, store.definitionFile));
    store.replaceWith(definition, mine);
  } catch (error) {
    if (error instanceof YamlError) return;
    throw error;
  }
  if (kept.etag !== saver.etag) {
    const before = { ...saver.files, ...kept.base };
    const theirs = { files: saver.files, etag: saver.etag, revision: 0, base: 0, author: '' };
    if (!store.merging(before, theirs, ways)) saver.conflicted();
  }
  saver.touch();
  ways.restored();
}

/** Take over what was saved elsewhere, when nothing here is waiting to be saved; what is waits for the merge. */
async function catchUp(store: EditorStore, saver: Saver, ways: Ways): Promise<void> {
  if (saver.state.status !== 'saved' && saver.state.status !== 'unsaved') return;
  const { kind, key } = store.opened;
  const theirs = await loadDraft(kind, key);
  if (theirs.etag === saver.etag) return;
  if (saver.state.status === 'saved') {
    saver.adopt(theirs.files, theirs.etag);
    store.take(theirs.files);
  } else if (!store.merging(saver.files, theirs, ways)) saver.conflicted();
}
