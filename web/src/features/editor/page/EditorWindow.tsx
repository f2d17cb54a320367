import { lazy, Suspense, useState } from 'react';

import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { useTitle } from '~/ui/Page';

import { useEditorSession } from '../contract';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';
import { useAddress } from './address';
import { BlockSearch } from './BlockSearch';
import { Canvas } from './Canvas';
import classes from './Editor.module.css';
import { MergeDialog } from './MergeDialog';
import { Outline } from './Outline';
import { Splitter } from './Splitter';
import { TopBar } from './TopBar';

const PreviewPane = lazy(async () => ({
  default: (await import('~/features/preview/PreviewPane')).PreviewPane,
}));
const SidePanel = lazy(async () => ({
  default: (await import('~/features/panels/SidePanel')).SidePanel,
}));

/** The window of the editor: its bar, the outline, the document, the side panel, the preview. */
export function EditorWindow({ opened }: { opened: OpenEditor }) {
  const say = useWords(editorWords);
  const session = useEditorSession();
  const { title } = session.definition;
  const name = typeof title === 'string' ? title : session.key;
  const address = useAddress(opened.store);
  const [width, setWidth] = useState(46);
  const [searching, setSearching] = useState(false);
  useTitle(say('templateTitle', { title: name }));
  const showsDocument = address.layout !== 'preview';
  return (
    <div className={classes.window}>
      <TopBar opened={opened} title={name} address={address} />
      <div className={classes.body}>
        {showsDocument && address.outline && (
          <Outline
            store={opened.store}
            onInsertBlock={() => {
              setSearching(true);
            }}
          />
        )}
        <main className={classes.main} id="content">
          {showsDocument && (
            <Canvas
              opened={opened}
              onSearchBlocks={() => {
                setSearching(true);
              }}
            />
          )}
          {address.layout === 'both' && <Splitter width={width} onWidth={setWidth} />}
          {address.layout !== 'edit' && (
            <section
              className={classes.preview}
              style={address.layout === 'both' ? { flexBasis: `${width.toString()}%` } : { flex: 1 }}
              aria-label={say('layout.preview')}
            >
              <Suspense fallback={<Loading h="100%" />}>
                <PreviewPane />
              </Suspense>
            </section>
          )}
        </main>
        {address.panels && (
          <aside className={classes.panels} aria-label={say('panels')}>
            <Suspense fallback={<Loading h="100%" />}>
              <SidePanel />
            </Suspense>
          </aside>
        )}
      </div>
      <BlockSearch
        opened={opened}
        isOpen={searching}
        onClose={() => {
          setSearching(false);
        }}
      />
      <MergeDialog store={opened.store} />
    </div>
  );
}
