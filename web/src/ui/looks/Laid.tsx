import type { ReactNode } from 'react';

import { useWords } from '~/app/words';

import { uiWords } from '../words';
import classes from './looks.module.css';

export type Mode = 'side' | 'slider' | 'onion' | 'difference';

interface LaidProps {
  mode: Mode;
  amount: number;
  before: ReactNode;
  after: ReactNode;
}

/** Two looks at the same thing: beside one another, or one over the other. */
export function Laid({ mode, amount, before, after }: LaidProps) {
  const say = useWords(uiWords);
  if (mode === 'side') {
    return (
      <div className={classes.columns}>
        <div>
          <div className={classes.tag}>{say('before')}</div>
          {before}
        </div>
        <div>
          <div className={classes.tag}>{say('after')}</div>
          {after}
        </div>
      </div>
    );
  }
  const over =
    mode === 'slider'
      ? { clipPath: `inset(0 0 0 ${amount.toString()}%)` }
      : mode === 'onion'
        ? { opacity: amount / 100 }
        : { mixBlendMode: 'difference' as const };
  return (
    <div className={classes.stack}>
      {before}
      <div className={classes.over} style={over}>
        {after}
      </div>
      {mode === 'slider' && <div className={classes.line} style={{ left: `${amount.toString()}%` }} />}
    </div>
  );
}
