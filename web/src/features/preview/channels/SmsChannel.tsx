import { useReducedMotion } from '@mantine/hooks';
import { Fragment, useEffect, useMemo, useRef, type CSSProperties } from 'react';

import { Phone } from '../frames/Phone';
import { shownFor } from '../model/nodes';
import { piecesOf } from '../model/pieces';
import type { SmsView } from '../model/types';
import classes from './channels.module.css';
import { usePreviewWords, type Looking } from './shared';

/** A text message on a phone, with marks where its segments begin. */
export function SmsChannel({ view, looking }: { view: SmsView; looking: Looking }) {
  return (
    <Phone scheme={looking.scheme}>
      {(height) => <Thread view={view} looking={looking} height={height} />}
    </Phone>
  );
}

function Thread({ view, looking, height }: { view: SmsView; looking: Looking; height: number }) {
  const say = usePreviewWords();
  const still = useReducedMotion();
  const thread = useRef<HTMLDivElement>(null);
  const runs = useMemo(() => view.runs ?? [], [view]);
  const { selected, inside, origin } = looking;
  const shown = useMemo(
    () =>
      shownFor(
        runs.flatMap(({ node }) => node ?? []),
        selected,
        inside,
      ),
    [runs, selected, inside],
  );
  const [first] = shown;

  useEffect(() => {
    const room = thread.current;
    if (!room || !first || origin === 'sms') return;
    const run = [...room.querySelectorAll<HTMLElement>('[data-node]')].find(
      (one) => one.dataset.node === first,
    );
    if (!run) return;
    const top = run.offsetTop - (room.clientHeight - run.offsetHeight) / 2;
    room.scrollTo({ top, behavior: still ? 'instant' : 'smooth' });
  }, [first, selected, origin, still]);

  const pick = useRef(looking.onPick);
  useEffect(() => {
    pick.current = looking.onPick;
  });
  useEffect(() => {
    const room = thread.current;
    const click = (event: MouseEvent): void => {
      const node = (event.target as Element).closest<HTMLElement>('[data-node]')?.dataset.node;
      if (node) pick.current(node, 'sms');
    };
    room?.addEventListener('click', click);
    return () => {
      room?.removeEventListener('click', click);
    };
  }, []);

  const count = view.segments ?? 0;
  const pieces = useMemo(() => piecesOf(runs), [runs]);
  return (
    <div
      ref={thread}
      className={classes.thread}
      style={{ height }}
      // A region that scrolls is reached by keyboard.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      role="region"
      aria-label={say('message')}
    >
      <div className={classes.contact}>
        <span className={classes.face} aria-hidden>
          {(view.sender ?? '').charAt(0).toUpperCase()}
        </span>
        <strong>{view.sender}</strong>
        <small>{say('today')}</small>
      </div>
      <div className={classes.bubble} data-scheme={looking.scheme}>
        {pieces.map(({ node, block, runs: parts }, index) => (
          <span
            key={index}
            className={node ? classes.run : undefined}
            data-node={node ?? undefined}
            data-selected={(node !== null && shown.has(node)) || undefined}
            data-locked={(looking.outlines && block !== null) || undefined}
            title={block && looking.outlines ? (looking.owners.get(block) ?? block) : undefined}
          >
            {parts.map(({ text, segment, begins }, part) => (
              <Fragment key={part}>
                {begins && count > 1 && (
                  <span className={classes.segment} title={say('segment', { number: segment, count })}>
                    {segment}
                    <span className={classes.unseen}>/{count}</span>
                  </span>
                )}
                {text}
              </Fragment>
            ))}
          </span>
        ))}
      </div>
    </div>
  );
}

/** What a message costs: a bar a segment, the last filled as far as it goes. */
export function SegmentMeter({ view }: { view: SmsView }) {
  const say = usePreviewWords();
  const count = view.segments ?? 0;
  const size = count > 1 ? (view.encoding === 'GSM-7' ? 153 : 67) : view.encoding === 'GSM-7' ? 160 : 70;
  const left = view.left ?? 0;
  return (
    <div className={classes.meter}>
      <div className={classes.segments} aria-hidden>
        {Array.from({ length: Math.min(count, 12) }, (_, index) => (
          <i key={index} style={{ '--filled': index + 1 < count ? 1 : 1 - left / size } as CSSProperties} />
        ))}
      </div>
      <span title={say('characters', { count: view.characters ?? 0 })}>{say('left', { count: left })}</span>
    </div>
  );
}
