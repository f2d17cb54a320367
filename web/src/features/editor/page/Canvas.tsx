import { Alert } from '@mantine/core';
import { useEffect, useMemo, useRef, type CSSProperties } from 'react';

import { useWords } from '~/app/words';

import { useEditorSession } from '../contract';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';
import { brandVariables } from './brand';
import { Bubble } from './Bubble';
import classes from './Editor.module.css';
import { Handle } from './Handle';
import { InsertMenu } from './InsertMenu';
import './document.css';

/** The page that is typed on, in the brand of what is written. */
export function Canvas({ opened, onSearchBlocks }: { opened: OpenEditor; onSearchBlocks: () => void }) {
  const { store, brand } = opened;
  const say = useWords(editorWords);
  const { may, locale } = useEditorSession();
  const place = useRef<HTMLDivElement>(null);
  const style = useMemo(() => brandVariables(brand) as CSSProperties, [brand]);
  useEffect(() => {
    place.current?.append(store.element);
  }, [store]);
  useEffect(() => {
    const { dom } = store.editor.view;
    dom.setAttribute('aria-label', say('document'));
    dom.setAttribute('lang', store.sourceLocale);
  }, [store, say, locale]);
  const note = {
    nothing: say('readOnly'),
    text: say('onlyWords'),
    regions: say('onlyRegions'),
    everything: '',
  }[may.editKind];
  return (
    <div className={classes.canvas} data-canvas>
      {note && (
        <Alert variant="light" color="gray" py={6} className={classes.note}>
          {note}
        </Alert>
      )}
      <div className={classes.sheet} style={style} ref={place} />
      <Handle store={store} onSearchBlocks={onSearchBlocks} />
      <Bubble store={store} />
      <InsertMenu opened={opened} onSearchBlocks={onSearchBlocks} />
    </div>
  );
}
