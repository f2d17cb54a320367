import { Group, SegmentedControl, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ChangeList } from '~/ui/ChangeList';
import { Loading } from '~/ui/Loading';
import { CompareLook } from '~/ui/looks/CompareLook';
import type { Mode } from '~/ui/looks/Laid';
import { CHANNELS, type Channel } from '~/ui/looks/views';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { uiWords } from '~/ui/words';

import { useContent, type Plural } from './content';
import { libraryWords } from './words';

interface ComparisonProps {
  plural: Plural;
  of: string;
  before: string;
  after: string;
}

/** Two states of one thing: as text, and of a template as readers see it too. */
export function Comparison({ plural, of: key, before, after }: ComparisonProps) {
  const say = useWords(libraryWords);
  const { data, error } = useQuery({
    queryKey: [plural, key, 'diff', before, after],
    queryFn: ({ signal }) => {
      const init = { params: { path: { key }, query: { before, after } }, signal };
      if (plural === 'templates') return ok(api.GET('/v1/templates/{key}/diff', init));
      if (plural === 'blocks') return ok(api.GET('/v1/blocks/{key}/diff', init));
      return ok(api.GET('/v1/brands/{key}/diff', init));
    },
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <Stack gap="lg">
      <Text size="sm" fw={600}>
        {data.before.name} → {data.after.name}
      </Text>
      {data.changes.length === 0 && <Text size="sm">{say('sameWords')}</Text>}
      <ChangeList changes={data.changes} view="text" />
      <ChangeList changes={data.changes} view="rules" />
      {plural === 'templates' && <Rendered template={key} before={before} after={after} />}
    </Stack>
  );
}

function Rendered({ template, before, after }: { template: string; before: string; after: string }) {
  const say = useWords(libraryWords);
  const sayUi = useWords(uiWords);
  const formats = useFormats();
  const [mode, setMode] = useState<Mode>('side');
  const [channel, setChannel] = useState<Channel>('pdf');
  const [locale, setLocale] = useState<string | null>(null);
  const [sample, setSample] = useState<string | null>(null);
  const { data: summary } = useContent('templates', template);
  const { data: samples } = useQuery({
    queryKey: ['templates', template, 'samples'],
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/templates/{key}/samples', { params: { path: { key: template } }, signal })),
  });
  const content = summary?.content;
  const names = (samples?.files ?? []).map((file) => file.name.replace(/\.json$/, ''));
  const shown = { sample: sample ?? names[0] ?? '', locale: locale ?? content?.language ?? '', channel };
  const was = useSide(template, before, shown);
  const is = useSide(template, after, shown);
  if (!content || !shown.sample) return null;
  const label = `${content.title}, ${shown.sample}`;
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('asRendered')}
      </Title>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <Select
            label={say('sample')}
            size="xs"
            allowDeselect={false}
            data={names}
            value={shown.sample}
            onChange={setSample}
          />
          <Select
            label={say('filter.language')}
            size="xs"
            allowDeselect={false}
            value={shown.locale}
            onChange={setLocale}
            data={[content.language, ...content.locales].map((value) => ({
              value,
              label: formats.language(value),
            }))}
          />
          <SegmentedControl
            size="xs"
            aria-label={say('filter.channel')}
            value={channel}
            onChange={setChannel}
            data={CHANNELS.filter((one) => content.channels.includes(one)).map((value) => ({
              value,
              label: sayUi(`channel.${value}`),
            }))}
          />
        </Group>
        {(was.error ?? is.error) ? (
          <ProblemAlert problem={was.error ?? is.error} />
        ) : was.data && is.data ? (
          <CompareLook
            before={was.data}
            after={is.data}
            channel={channel}
            label={label}
            mode={mode}
            onMode={setMode}
          />
        ) : (
          <Loading h={320} />
        )}
      </Stack>
    </section>
  );
}

/** A version, or the draft, of a template in one channel. */
function useSide(
  template: string,
  version: string,
  shown: { sample: string; locale: string; channel: Channel },
) {
  return useQuery({
    queryKey: ['templates', template, 'views', version, shown],
    enabled: shown.sample !== '',
    queryFn: ({ signal }) =>
      ok(
        api.POST('/v1/views', {
          body: {
            template,
            ...(version === 'draft' ? {} : { version: Number(version) }),
            sample: shown.sample,
            locale: shown.locale,
            channels: [shown.channel],
            blocks: {},
            brands: {},
            conditions: {},
            changes: {},
            pages: { first: 1, limit: 12, scale: 1.6 },
          },
          signal,
        }),
      ),
  });
}
