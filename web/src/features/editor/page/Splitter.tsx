import type { PointerEvent } from 'react';

import { useWords } from '~/app/words';

import { editorWords } from '../words';
import classes from './Editor.module.css';

const [LEAST, MOST, STEP] = [25, 70, 4];

/** Between the document and the preview: dragged, or moved with the arrow keys. */
export function Splitter({ width, onWidth }: { width: number; onWidth: (width: number) => void }) {
  const say = useWords(editorWords);
  function drag(event: PointerEvent<HTMLButtonElement>): void {
    const pane = event.currentTarget.parentElement?.getBoundingClientRect();
    if (!pane || event.buttons === 0) return;
    onWidth(bounded(((pane.right - event.clientX) / pane.width) * 100));
  }
  return (
    <button
      type="button"
      role="slider"
      className={classes.splitter}
      aria-orientation="horizontal"
      aria-label={say('resize')}
      aria-valuenow={Math.round(width)}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={drag}
      onKeyDown={(event) => {
        const step = { ArrowLeft: STEP, ArrowRight: -STEP }[event.key];
        if (step !== undefined) onWidth(bounded(width + step));
      }}
    />
  );
}

function bounded(width: number): number {
  return Math.min(Math.max(width, LEAST), MOST);
}
