import type { Model } from '~/api/types';

type Run = Model<'RunModel'>;

/** What a text message carries of one node, in stretches that stay within a segment. */
export interface Piece {
  readonly node: string | null;
  readonly block: string | null;
  readonly runs: readonly { readonly text: string; readonly segment: number; readonly begins: boolean }[];
}

/** The runs of a message put together by node; `begins` is where a segment does. */
export function piecesOf(runs: readonly Run[]): Piece[] {
  const pieces: { node: string | null; block: string | null; runs: Piece['runs'][number][] }[] = [];
  let segment = 0;
  for (const run of runs) {
    const part = { text: run.text, segment: run.segment, begins: run.segment !== segment };
    segment = run.segment;
    const last = pieces.at(-1);
    if (last?.node === run.node && last.block === run.block) last.runs.push(part);
    else pieces.push({ node: run.node, block: run.block, runs: [part] });
  }
  return pieces;
}
