import { Text } from '@mantine/core';

import { useWords } from '~/app/words';
import type { ChartNode } from '~/format/nodes';

import { usePlace } from '../fields/place';
import { arc, chartPoints, type ChartPoints } from './chartShape';
import classes from './Inspector.module.css';
import { inspectorWords } from './words';

const WIDTH = 280;
const HEIGHT = 130;
const EDGE = 14;

/** The chart with the sample's data, in the brand's colours. */
export function ChartPicture({ node, colours }: { node: ChartNode; colours: readonly string[] }) {
  const say = useWords(inspectorWords);
  const { scope, locale } = usePlace();
  const points = chartPoints(node, scope, locale);
  if (!points.labels.length)
    return (
      <Text size="xs" c="dimmed">
        {say('noData')}
      </Text>
    );
  const colour = (index: number) => colours[index % colours.length] ?? 'currentColor';
  return (
    <svg
      className={classes.picture}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={say('chartPicture')}
    >
      {node.type === 'donut' ? (
        <Ring points={points} colour={colour} />
      ) : (
        <Plot node={node} points={points} colour={colour} />
      )}
    </svg>
  );
}

interface Drawn {
  points: ChartPoints;
  colour: (index: number) => string;
}

function Ring({ points, colour }: Drawn) {
  const values = (points.series[0]?.values ?? []).map(Math.abs);
  const total = values.reduce((sum, value) => sum + value, 0) || 1;
  const starts = values.map((_, index) => values.slice(0, index).reduce((sum, value) => sum + value, 0));
  return (
    <g transform={`translate(${WIDTH / 2} ${HEIGHT / 2})`}>
      {values.map((value, index) => {
        const from = (starts[index] ?? 0) / total;
        return (
          <path key={index} d={arc(from, from + value / total, 54, 30)} fill={colour(index)} stroke="#fff">
            <title>{points.labels[index]}</title>
          </path>
        );
      })}
    </g>
  );
}

function Plot({ node, points, colour }: Drawn & { node: ChartNode }) {
  const all = points.series.flatMap((one) => one.values);
  const high = Math.max(0, ...all);
  const low = Math.min(0, ...all);
  const y = (value: number) => EDGE + ((high - value) / (high - low || 1)) * (HEIGHT - 2 * EDGE - 8);
  const slot = (WIDTH - 2 * EDGE) / points.labels.length;
  const middle = (index: number) => EDGE + slot * (index + 0.5);
  const every = Math.ceil(points.labels.length / 6);
  return (
    <>
      <line x1={EDGE} x2={WIDTH - EDGE} y1={y(0)} y2={y(0)} stroke="#b9c2bd" />
      {points.series.map((one, series) => {
        const line = one.values.map((value, index) => `${middle(index)},${y(value)}`).join(' ');
        if (node.type === 'line')
          return <polyline key={series} points={line} fill="none" stroke={colour(series)} strokeWidth={2} />;
        if (node.type === 'area')
          return (
            <polygon
              key={series}
              points={`${middle(0)},${y(0)} ${line} ${middle(one.values.length - 1)},${y(0)}`}
              fill={colour(series)}
              fillOpacity={0.35}
              stroke={colour(series)}
            />
          );
        const bar = (slot * 0.72) / points.series.length;
        return one.values.map((value, index) => (
          <rect
            key={`${series}-${index}`}
            x={middle(index) - slot * 0.36 + series * bar}
            y={Math.min(y(value), y(0))}
            width={Math.max(bar - 1, 1)}
            height={Math.max(Math.abs(y(value) - y(0)), 0.5)}
            fill={colour(series)}
          />
        ));
      })}
      {points.labels.map((label, index) =>
        index % every ? null : (
          <text
            key={index}
            x={middle(index)}
            y={HEIGHT - 5}
            fontSize={8}
            textAnchor="middle"
            fill="currentColor"
          >
            {label.slice(0, 12)}
          </text>
        ),
      )}
    </>
  );
}
