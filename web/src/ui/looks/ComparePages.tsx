import { Stack } from '@mantine/core';

import { useWords } from '~/app/words';

import { uiWords } from '../words';
import { DifferencePage } from './DifferencePage';
import { Laid, type Mode } from './Laid';
import classes from './looks.module.css';
import type { PageLook, Views } from './views';

interface ComparePagesProps {
  before: Views;
  after: Views;
  mode: Mode;
  /** 0 to 100: how far the slider, or how strong the one now, is. */
  amount: number;
  label: string;
}

/** The pages of two PDFs laid over one another, page by page. */
export function ComparePages({ before, after, mode, amount, label }: ComparePagesProps) {
  const say = useWords(uiWords);
  const was = before.pdf?.pages ?? [];
  const is = after.pdf?.pages ?? [];
  const numbers = Array.from({ length: Math.max(was.length, is.length) }, (_, index) => index);
  return (
    <Stack gap="lg">
      {numbers.map((index) => {
        const [old, now] = [was[index], is[index]];
        const name = `${label}, ${say('page', { number: index + 1 })}`;
        if (mode === 'difference' && old && now) {
          return (
            <DifferencePage key={index} before={old} after={now} label={`${name}: ${say('difference')}`} />
          );
        }
        return (
          <Laid
            key={index}
            mode={mode === 'difference' ? 'side' : mode}
            amount={amount}
            before={<Sheet page={old} name={`${name}, ${say('before')}`} absent={say('noPageBefore')} />}
            after={<Sheet page={now} name={`${name}, ${say('after')}`} absent={say('noPageNow')} />}
          />
        );
      })}
    </Stack>
  );
}

function Sheet({ page, name, absent }: { page: PageLook | undefined; name: string; absent: string }) {
  if (!page) return <div className={classes.absent}>{absent}</div>;
  return (
    <div className={classes.sheet}>
      <img src={page.source} alt={name} />
    </div>
  );
}
