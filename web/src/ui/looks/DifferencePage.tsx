import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';

import { uiWords } from '../words';
import classes from './looks.module.css';
import { differenceOf, pixelsOf } from './pixels';
import type { PageLook } from './views';

const WIDTH = 900;

/** One page, with what went in red and what came in green, and everything else faded. */
export function DifferencePage({
  before,
  after,
  label,
}: {
  before: PageLook;
  after: PageLook;
  label: string;
}) {
  const say = useWords(uiWords);
  const formats = useFormats();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [share, setShare] = useState<number | null>(null);
  const height = Math.round((WIDTH * after.height) / after.width);
  useEffect(() => {
    let wanted = true;
    void Promise.all([before, after].map((page) => pixelsOf(page.source, WIDTH, height))).then(
      ([was, is]) => {
        if (!wanted || !was || !is) return;
        const found = differenceOf(was, is);
        canvas.current?.getContext('2d')?.putImageData(found.pixels, 0, 0);
        setShare(found.share);
      },
    );
    return () => {
      wanted = false;
    };
  }, [before, after, height]);
  return (
    <figure className={classes.page}>
      <div className={classes.sheet}>
        <canvas ref={canvas} width={WIDTH} height={height} role="img" aria-label={label} />
      </div>
      <Text component="figcaption">
        {share !== null &&
          (share > 0 ? say('changedPage', { share: formats.percent(share) }) : say('samePage'))}
      </Text>
    </figure>
  );
}
