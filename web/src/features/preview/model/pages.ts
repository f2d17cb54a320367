import type { Model } from '~/api/types';

import type { PdfView } from './types';

export type Picture = Model<'PictureModel'>;

export interface Sheet {
  readonly picture: Picture;
  /** Which answer it came with: pictures of an older one are shown until newer ones are there. */
  readonly made: number;
}

/** A PDF of which only some pages have been pictured so far. */
export interface Paper {
  readonly view: PdfView;
  readonly made: number;
  readonly sheets: ReadonlyMap<number, Sheet>;
}

/** The paper after an answer: of the same document (`more`), or of a newer one, whose other pages are yet to be pictured. */
export function papered(before: Paper | null, view: PdfView, more = false): Paper {
  const made = (before?.made ?? 0) + (more ? 0 : 1);
  const count = view.count ?? 0;
  const sheets = new Map([...(before?.sheets ?? [])].filter(([number]) => number <= count));
  for (const picture of view.pages ?? []) sheets.set(picture.number, { picture, made });
  return { view: more && before ? before.view : view, made, sheets };
}

/** Which pages from `first` to `last` have no picture of the newest document; null when all have one. */
export function missing(
  paper: Paper,
  first: number,
  last: number,
  scale: number,
): { first: number; limit: number } | null {
  const lacking: number[] = [];
  for (let number = Math.max(1, first); number <= Math.min(last, paper.view.count ?? 0); number += 1) {
    const sheet = paper.sheets.get(number);
    if (sheet?.made !== paper.made || !sharp(sheet, scale)) lacking.push(number);
  }
  const [start] = lacking;
  const end = lacking.at(-1);
  return start === undefined || end === undefined
    ? null
    : { first: start, limit: Math.min(end - start + 1, MOST_PAGES) };
}

export const MOST_PAGES = 8;

const STEPS = [1, 1.5, 2, 3];

/** The step of pixels a point that is sharp for a page shown `width` CSS pixels wide on a screen of `density`. */
export function sharpness(width: number, points: number, density: number): number {
  const wanted = (width * density) / points;
  return STEPS.find((step) => step >= wanted * 0.92) ?? 3;
}

const scales = new WeakMap<Picture, number>();

/** Remember at how many pixels a point `view` was pictured. */
export function pictured(view: PdfView, scale: number): PdfView {
  for (const picture of view.pages ?? []) scales.set(picture, scale);
  return view;
}

function sharp(sheet: Sheet, scale: number): boolean {
  return (scales.get(sheet.picture) ?? scale) >= scale;
}
