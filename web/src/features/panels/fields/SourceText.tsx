import { pieces } from '~/format/expressions';

import classes from './Fields.module.css';
import { usePlace } from './place';
import { chipLabel } from './shownValue';

/** A text to read, its values as chips. */
export function SourceText({ text }: { text: string }) {
  const { known } = usePlace();
  return pieces(text).map((piece, index) => {
    if (piece.kind === 'words') return <span key={index}>{piece.text.replace(/\\\n/g, '\n')}</span>;
    const { text: label, expert } = chipLabel(piece.expression, known);
    return (
      <span
        key={index}
        className={classes.chip}
        style={{ cursor: 'default' }}
        data-expert={expert || undefined}
        title={piece.source}
      >
        {label}
      </span>
    );
  });
}
