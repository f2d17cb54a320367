import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';

import classes from './frames.module.css';

interface ScaledProps {
  /** How wide the screen is that is shown, in its own pixels. */
  readonly width: number;
  /** How tall it is at most, in its own pixels. */
  readonly tallest?: number;
  /** How much wider than real it may be shown. */
  readonly most?: number;
  readonly children: (height: number) => ReactNode;
}

/** A screen of a width of its own, made smaller until it fits. */
export function Scaled({ width, tallest = 100_000, most = 1, children }: ScaledProps) {
  const { ref, width: room, height } = useElementSize<HTMLDivElement>();
  const scale = room > 0 ? Math.min(most, room / width) : 1;
  const tall = Math.min(Math.floor(height / scale), tallest);
  return (
    <div ref={ref} className={classes.room}>
      {room > 0 && height > 0 && (
        <div
          className={classes.scaled}
          style={{
            width,
            height: tall,
            transform: `scale(${scale.toString()})`,
            insetInlineStart: (room - width * scale) / 2,
          }}
        >
          {children(tall)}
        </div>
      )}
    </div>
  );
}
