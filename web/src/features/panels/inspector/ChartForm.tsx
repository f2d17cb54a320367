import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { ChartNode, Series } from '~/format/nodes';

import { PlaceAt } from '../fields/place';
import { ChoiceField } from '../fields/SimpleFields';
import { isList, ValueField } from '../fields/ValueField';
import { WordsField } from '../fields/WordsField';
import { ChartPicture } from './ChartPicture';
import { Fold } from './Fold';
import type { NodeForm } from './form';
import classes from './Inspector.module.css';
import { Repeatable } from './Repeatable';
import { OptionalWords } from './TextForms';
import { inspectorWords } from './words';

const PLAIN = ['#3d4fc4', '#0b6b4f', '#b8560b', '#855000'];

/** The colours charts of the letter's brand have; plain ones until the brand is there. */
function useChartColours(): readonly string[] {
  const { definition } = useEditorSession();
  const brand = typeof definition.brand === 'string' ? definition.brand : '';
  const { data } = useQuery({
    queryKey: ['brands', brand, 'definition'],
    enabled: brand !== '',
    staleTime: 600_000,
    queryFn: () => ok(api.GET('/v1/brands/{key}/definition', { params: { path: { key: brand } } })),
  });
  const colours = data?.definition.charts;
  return Array.isArray(colours) ? colours.filter((each) => typeof each === 'string') : PLAIN;
}

/** A chart with its picture: list, labels and series bound to the data. */
export function ChartForm({ node, change, fixed, wordsFixed }: NodeForm<ChartNode>) {
  const say = useWords(inspectorWords);
  const colours = useChartColours();
  return (
    <>
      <div className={classes.body}>
        <ChartPicture node={node} colours={colours} />
        <ChoiceField
          label={say('chartType')}
          value={node.type ?? 'bar'}
          disabled={fixed}
          options={(['bar', 'line', 'area', 'donut'] as const).map((value) => ({
            value,
            label: say(`chartType.${value}`),
          }))}
          onChange={(type) => {
            change({ type: type === 'bar' ? undefined : type });
          }}
        />
        <ValueField
          label={say('list')}
          value={node.chart}
          fits={isList}
          disabled={fixed}
          onChange={(chart) => {
            change({ chart });
          }}
        />
        <PlaceAt id={node.id} inner={{ name: node.as ?? 'row', rows: node.chart }}>
          <WordsField
            oneLine
            label={say('pointLabel')}
            value={node.label}
            disabled={wordsFixed}
            onChange={(label) => {
              change({ label });
            }}
          />
          <SeriesList node={node} change={change} fixed={fixed} wordsFixed={wordsFixed} />
        </PlaceAt>
        <WordsField
          label={say('alt')}
          value={node.alt}
          disabled={wordsFixed}
          onChange={(alt) => {
            change({ alt });
          }}
        />
      </div>
      <Fold title={say('axisTitles')} note={node.title}>
        <OptionalWords
          label={say('title')}
          add={say('addTitle')}
          value={node.title}
          disabled={wordsFixed}
          onChange={(title) => {
            change({ title });
          }}
        />
        <OptionalWords
          label={say('categoryLabel')}
          add={say('categoryLabel')}
          value={node.category_label}
          disabled={wordsFixed}
          onChange={(text) => {
            change({ category_label: text });
          }}
        />
        <OptionalWords
          label={say('valueLabel')}
          add={say('valueLabel')}
          value={node.value_label}
          disabled={wordsFixed}
          onChange={(text) => {
            change({ value_label: text });
          }}
        />
      </Fold>
    </>
  );
}

function SeriesList({ node, change, fixed, wordsFixed }: NodeForm<ChartNode>) {
  const say = useWords(inspectorWords);
  const [first] = node.series;
  return (
    <Repeatable
      items={node.series}
      stem="series"
      most={6}
      add={say('addSeries')}
      make={(id): Series => ({
        id,
        name: say('newSeries'),
        value: first?.value ?? '0',
        shown: first?.shown ?? '–',
      })}
      nameOf={(series) => series.name}
      disabled={fixed}
      onChange={(series) => {
        change({ series: series as never });
      }}
    >
      {(series, patch) => (
        <>
          <WordsField
            oneLine
            label={say('seriesName')}
            value={series.name}
            disabled={wordsFixed}
            onChange={(name) => {
              patch({ name });
            }}
          />
          <ValueField
            label={say('seriesValue')}
            value={series.value}
            fits={isMeasure}
            disabled={fixed}
            onChange={(value) => {
              patch({ value });
            }}
          />
          <WordsField
            oneLine
            label={say('seriesShown')}
            value={series.shown}
            disabled={wordsFixed}
            onChange={(shown) => {
              patch({ shown });
            }}
          />
        </>
      )}
    </Repeatable>
  );
}

function isMeasure(variable: { readonly kind: string }): boolean {
  return variable.kind === 'integer' || variable.kind === 'decimal' || variable.kind === 'money';
}
