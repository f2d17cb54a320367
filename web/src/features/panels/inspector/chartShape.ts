import { pieces, readExpression, valueOf, numeric, NoValueError, type Scope } from '~/format/expressions';
import type { ChartNode } from '~/format/nodes';

export interface ChartPoints {
  readonly labels: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const MOST = 60;

/** The points of a chart on a record: for the picture of the author, who sees at once what is bound to what. */
export function chartPoints(node: ChartNode, scope: Scope, locale: string): ChartPoints {
  const rows = valueOf(readExpression(node.chart), scope, locale);
  const inner = (Array.isArray(rows) ? rows : [])
    .slice(0, MOST)
    .map((row: unknown): Scope => ({ ...scope, [node.as ?? 'row']: row }));
  return {
    labels: inner.map((each) => words(node.label, each, locale)),
    series: node.series.map((one) => ({
      name: words(one.name, scope, locale),
      values: inner.map((each) => amount(valueOf(readExpression(one.value), each, locale))),
    })),
  };
}

function words(text: string, scope: Scope, locale: string): string {
  return pieces(text)
    .map((piece) => {
      if (piece.kind === 'words') return piece.text;
      const value = valueOf(readExpression(piece.expression), scope, locale);
      return typeof value === 'string' ? value : '';
    })
    .join('');
}

function amount(value: unknown): number {
  try {
    return numeric(value);
  } catch (error) {
    if (error instanceof NoValueError) return 0;
    throw error;
  }
}

/** The arc of a ring between two shares of its turn. */
export function arc(from: number, to: number, outer: number, inner: number): string {
  const at = (share: number, radius: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(Math.cos(angle) * radius).toFixed(2)} ${(Math.sin(angle) * radius).toFixed(2)}`;
  };
  // A whole turn begins where it ends, and would be nothing.
  const end = Math.min(to, from + 0.9999);
  const large = end - from > 0.5 ? 1 : 0;
  return `M ${at(from, outer)} A ${outer} ${outer} 0 ${large} 1 ${at(end, outer)} L ${at(end, inner)} A ${inner} ${inner} 0 ${large} 0 ${at(from, inner)} Z`;
}
