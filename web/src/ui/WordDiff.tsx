import { Text, VisuallyHidden } from '@mantine/core';
import { useMemo } from 'react';

import { useWords } from '~/app/words';

import classes from './WordDiff.module.css';
import { wordDiff } from './wordDiff';
import { uiWords } from './words';

/** Two texts as one: what went is struck out, what came is underlined, and both are said to who cannot see that. */
export function WordDiff({ before, after }: { before: string; after: string }) {
  const say = useWords(uiWords);
  const pieces = useMemo(() => wordDiff(before, after), [before, after]);
  return (
    <Text size="sm" component="div" className={classes.text}>
      {pieces.map((piece, index) => {
        if (piece.what === 'same') return <span key={index}>{piece.text}</span>;
        const Tag = piece.what === 'removed' ? 'del' : 'ins';
        return (
          <Tag key={index} className={classes[piece.what]}>
            <VisuallyHidden>{` ${say(`diff.${piece.what}`)}: `}</VisuallyHidden>
            {piece.text}
          </Tag>
        );
      })}
    </Text>
  );
}
