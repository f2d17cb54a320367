import { Skeleton } from '@mantine/core';
import { useElementSize, useMergedRef, useReducedMotion } from '@mantine/hooks';
import { memo, useEffect, useMemo, useRef } from 'react';

import type { Model } from '~/api/types';

import { shownFor } from '../model/nodes';
import { sharpness, type Paper, type Sheet } from '../model/pages';
import classes from './channels.module.css';
import { usePreviewWords, type Looking } from './shared';

type Area = Model<'AreaModel'>;

interface PdfProps {
  readonly paper: Paper;
  readonly looking: Looking;
  /** How wide a page is, in hundredths of the room there is. */
  readonly zoom: number;
  readonly onSee: (first: number, last: number, scale: number) => void;
}

// A page wider than that is read with the head, not with the eyes.
const WIDEST = 820;
const A4 = { width: 595.3, height: 841.9 };

/** The pages of a PDF, one below the other; those in sight are pictured. */
export function PdfChannel({ paper, looking, zoom, onSee }: PdfProps) {
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const scroller = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(measured, scroller);
  const still = useReducedMotion();
  const say = usePreviewWords();
  const { selected, inside, origin } = looking;
  const areas = useMemo(() => paper.view.areas ?? [], [paper.view]);
  const shown = useMemo(
    () =>
      shownFor(
        areas.map(({ node }) => node),
        selected,
        inside,
      ),
    [areas, selected, inside],
  );
  const target = areas.find(({ node }) => shown.has(node));
  const size = [...paper.sheets.values()][0]?.picture ?? A4;
  const pageWidth = (Math.max(120, Math.min(width - 2, WIDEST)) * zoom) / 100;
  const count = paper.view.count ?? 0;
  const scale = sharpness(pageWidth, size.width, window.devicePixelRatio);

  useInSight(scroller, count, (first, last) => {
    if (width > 0) onSee(first, last, scale);
  });

  const page = target?.page;
  const place = target ? target.y + target.height / 2 : 0;
  useEffect(() => {
    const room = scroller.current;
    const sheet =
      page === undefined ? null : room?.querySelector<HTMLElement>(`[data-page="${page.toString()}"]`);
    if (!room || !sheet || origin === 'pdf') return;
    const top = sheet.offsetTop + (place / size.height) * sheet.offsetHeight - room.clientHeight / 2;
    room.scrollTo({ top, behavior: still ? 'instant' : 'smooth' });
    // Only a new selection scrolls, not a document that was refreshed.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [selected]);

  return (
    // A region that scrolls is reached by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div ref={ref} className={classes.paper} tabIndex={0} role="region" aria-label={say('pages', { count })}>
      {Array.from({ length: count }, (_, index) => index + 1).map((number) => (
        <PageSheet
          key={number}
          number={number}
          count={count}
          width={pageWidth}
          size={size}
          sheet={paper.sheets.get(number)}
          areas={areas}
          shown={shown}
          outlines={looking.outlines}
          owners={looking.owners}
          onPick={looking.onPick}
        />
      ))}
    </div>
  );
}

interface SheetProps {
  readonly number: number;
  readonly count: number;
  readonly width: number;
  readonly size: { readonly width: number; readonly height: number };
  readonly sheet: Sheet | undefined;
  readonly areas: readonly Area[];
  readonly shown: ReadonlySet<string>;
  readonly outlines: boolean;
  readonly owners: ReadonlyMap<string, string>;
  readonly onPick: Looking['onPick'];
}

const PageSheet = memo(function PageSheet(props: SheetProps) {
  const { number, count, width, sheet, areas, shown, outlines, owners, onPick } = props;
  const say = usePreviewWords();
  const size = sheet?.picture ?? props.size;
  // The smaller an area, the higher it lies: a click means the innermost node.
  const here = useMemo(
    () =>
      areas
        .filter(({ page }) => page === number)
        .sort((one, other) => other.width * other.height - one.width * one.height),
    [areas, number],
  );
  const height = (width * size.height) / size.width;
  return (
    <figure className={classes.sheet} data-page={number} style={{ width, height }}>
      {sheet ? (
        <img src={sheet.picture.source} alt={say('page', { number, count })} draggable={false} />
      ) : (
        <Skeleton h="100%" radius={0} role="img" aria-label={say('pageWaits', { number })} />
      )}
      <div aria-hidden>
        {here.map((area, index) => (
          <button
            key={index}
            type="button"
            tabIndex={-1}
            className={classes.area}
            title={say('part', { id: area.node })}
            data-node={area.node}
            data-selected={shown.has(area.node) || undefined}
            data-locked={(outlines && area.locked && area.whole) || undefined}
            data-owner={area.block ? (owners.get(area.block) ?? area.block) : undefined}
            style={{
              insetInlineStart: percent(area.x, size.width),
              insetBlockStart: percent(area.y, size.height),
              width: percent(area.width, size.width),
              height: percent(area.height, size.height),
            }}
            onClick={() => {
              onPick(area.node, 'pdf');
            }}
          />
        ))}
      </div>
    </figure>
  );
});

function percent(part: number, whole: number): string {
  return `${((part / whole) * 100).toFixed(3)}%`;
}

/** Tell which pages can be seen, whenever that changes. */
function useInSight(
  scroller: React.RefObject<HTMLDivElement | null>,
  count: number,
  tell: (first: number, last: number) => void,
): void {
  const told = useRef(tell);
  useEffect(() => {
    told.current = tell;
  });
  useEffect(() => {
    const room = scroller.current;
    if (!room || count === 0) return;
    const inSight = new Set<number>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const number = Number((target as HTMLElement).dataset.page);
          if (isIntersecting) inSight.add(number);
          else inSight.delete(number);
        }
        if (inSight.size > 0) told.current(Math.min(...inSight), Math.max(...inSight));
      },
      { root: room },
    );
    for (const sheet of room.querySelectorAll('[data-page]')) observer.observe(sheet);
    return () => {
      observer.disconnect();
    };
  }, [scroller, count]);
}
