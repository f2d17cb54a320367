import type { ReactNode } from 'react';

import type { Scheme } from '../model/types';
import classes from './frames.module.css';
import { Scaled } from './Scaled';

/** How wide the glass of a phone is, in its own pixels. */
export const GLASS = 390;
const BEZEL = 11;
const STATUS = 46;
const HOME = 22;
const TALLEST = 960;

/** A phone with something on its screen, which is told how tall it may be. */
export function Phone({ scheme, children }: { scheme: Scheme; children: (height: number) => ReactNode }) {
  return (
    <Scaled width={GLASS + 2 * BEZEL} tallest={TALLEST}>
      {(height) => (
        <div className={classes.phone} data-scheme={scheme} style={{ padding: BEZEL }}>
          <div className={classes.glass}>
            <div className={classes.status} style={{ height: STATUS }} aria-hidden>
              <span>9:41</span>
              <i className={classes.island} />
              <span className={classes.signs}>
                <i className={classes.bars} />
                <i className={classes.battery} />
              </span>
            </div>
            <div className={classes.screen}>{children(height - 2 * BEZEL - STATUS - HOME)}</div>
            <div className={classes.home} style={{ height: HOME }} aria-hidden />
          </div>
        </div>
      )}
    </Scaled>
  );
}
