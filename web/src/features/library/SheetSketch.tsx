import { Text } from '@mantine/core';

import { useWords } from '~/app/words';

import { number, record } from './brandModel';
import { lookWords } from './lookWords';

const SIZES: Record<string, readonly [number, number]> = { A4: [210, 297], A5: [148, 210] };

/** The first page of a letter, to scale: margins, address window, where the text begins, folds. In millimetres. */
export function SheetSketch({ sheet }: { sheet: Readonly<Record<string, unknown>> }) {
  const say = useWords(lookWords);
  const size = typeof sheet.size === 'string' ? sheet.size : 'A4';
  const [width, height] = SIZES[size] ?? [210, 297];
  const margin = {
    top: number(sheet.margin_top, 20),
    right: number(sheet.margin_right, 20),
    bottom: number(sheet.margin_bottom, 25),
    left: number(sheet.margin_left, 25),
  };
  const window = record(sheet.window);
  const [left, top, wide, high] = ['left', 'top', 'width', 'height'].map((name) => number(window[name], 0));
  const body = number(sheet.body_top, 100);
  const folds = Array.isArray(sheet.fold_marks) ? sheet.fold_marks.map((one) => number(one, 0)) : [105, 210];
  return (
    <div>
      <svg
        viewBox={`-2 -2 ${(width + 4).toString()} ${(height + 4).toString()}`}
        role="img"
        aria-label={say('sheetAlt', { size })}
        style={{ width: '100%', maxWidth: 300, display: 'block' }}
      >
        <rect width={width} height={height} fill="#fff" stroke="#c3c9d4" strokeWidth={0.6} />
        <rect
          x={margin.left}
          y={body}
          width={width - margin.left - margin.right}
          height={height - body - margin.bottom}
          fill="#eef0fc"
        />
        <rect
          x={margin.left}
          y={margin.top}
          width={width - margin.left - margin.right}
          height={height - margin.top - margin.bottom}
          fill="none"
          stroke="#7686e3"
          strokeDasharray="2 2"
          strokeWidth={0.5}
        />
        <rect x={left} y={top} width={wide} height={high} fill="#fdf3d8" stroke="#a5760a" strokeWidth={0.6} />
        {folds.map((at) => (
          <line key={at} x1={0} x2={7} y1={at} y2={at} stroke="#333" strokeWidth={0.6} />
        ))}
      </svg>
      <Text size="xs" c="dimmed" mt="xs">
        {say('sheetTold', {
          size,
          margins: `${margin.top.toString()} / ${margin.right.toString()} / ${margin.bottom.toString()} / ${margin.left.toString()}`,
          window: `${String(wide)} × ${String(high)}`,
          left: String(left),
          top: String(top),
        })}
      </Text>
    </div>
  );
}
