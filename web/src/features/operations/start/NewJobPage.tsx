import { Alert, Anchor, Button, Grid, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { useTemplatesInForce } from '../templates';
import { ChannelsStep } from './ChannelsStep';
import { DataStep, type Upload } from './DataStep';
import { FirstRecords } from './FirstRecords';
import { OutputForm } from './OutputForm';
import { channelsUsed, planOf, usualOutput, type ChannelsAsked, type OutputAsked } from './plan';
import { startWords } from './words';

// Fields in one row stand in one line, whatever is said about each.
const BELOW: ('label' | 'input' | 'description')[] = ['label', 'input', 'description'];

const EVERYTHING: ChannelsAsked = { way: 'all', chosen: [], prefer: '', needs: {}, take: 'first' };

/** Starting a job: what, from which data, by which channels, as what. */
export function NewJobPage() {
  const say = useWords(startWords);
  const [asked, setAsked] = useSearchParams();
  const template = asked.get('template');
  const content = useTemplate(template);
  const [data, setData] = useState<Upload | null>(null);
  const [kind, setKind] = useState('');
  const [channels, setChannels] = useState(EVERYTHING);
  const [outputs, setOutputs] = useState<Readonly<Record<string, OutputAsked>>>({});
  const [limits, setLimits] = useState<Limits>({ maxErrors: '', locale: null, day: '' });

  const all = content?.channels ?? [];
  const used = channelsUsed(channels, all);
  const same = {
    plan: all.length > 0 ? planOf({ channels, outputs }, all) : null,
    channels: channels.way === 'some' && used.length > 0 ? [...used] : null,
    locale: limits.locale,
    day: limits.day || null,
    kind: kind.trim(),
  };
  return (
    <Page
      title={say('title')}
      intro={say('intro')}
      width={1320}
      above={
        <Anchor component={Link} to="/jobs" size="sm">
          {say('jobs')}
        </Anchor>
      }
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 7.5 }}>
          <Stack gap="md">
            <Sheet title={say('step.what')}>
              <TemplateChoice
                value={template}
                onChange={(value) => {
                  setAsked(value ? { template: value } : {}, { replace: true });
                }}
              />
            </Sheet>
            <Sheet title={say('step.data')}>
              <Stack gap="sm">
                <DataStep chosen={data} onChoose={setData} />
                <TextInput
                  size="xs"
                  label={say('kind')}
                  description={say('kindHint')}
                  value={kind}
                  onChange={(event) => {
                    setKind(event.currentTarget.value);
                  }}
                />
              </Stack>
            </Sheet>
            {all.length > 0 && (
              <Sheet title={say('step.how')}>
                <Stack gap="md">
                  <ChannelsStep all={all} asked={channels} onChange={setChannels} />
                  {used.map((channel) => (
                    <OutputForm
                      key={channel}
                      channel={channel}
                      asked={outputs[channel] ?? usualOutput(channel)}
                      onChange={(output) => {
                        setOutputs({ ...outputs, [channel]: output });
                      }}
                    />
                  ))}
                  <Text size="xs" c="dimmed">
                    {say('index')}
                  </Text>
                </Stack>
              </Sheet>
            )}
            <Sheet title={say('step.limits')}>
              <LimitsForm limits={limits} locales={content?.locales ?? []} onChange={setLimits} />
            </Sheet>
            <Submit
              asked={
                template && data && used.length > 0
                  ? { template, upload: data.id, max_errors: limits.maxErrors.trim(), again: '', ...same }
                  : null
              }
            />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4.5 }}>
          <Sheet title={say('first')} style={{ position: 'sticky', top: 72 }}>
            <FirstRecords
              upload={data?.id ?? null}
              asked={{ ...same, template: all.length > 0 ? template : null, limit: 4 }}
            />
          </Sheet>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function useTemplate(key: string | null): { channels: string[]; locales: string[] } | null {
  const { data } = useQuery({
    queryKey: ['templates', key, 'released'],
    enabled: key !== null,
    queryFn: async () => {
      const page = await ok(api.GET('/v1/templates', { params: { query: { limit: 200 } } }));
      return page.items.find((one) => one.key === key) ?? null;
    },
  });
  return data ? { channels: data.channels, locales: data.locales } : null;
}

function TemplateChoice({
  value,
  onChange,
}: {
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const say = useWords(startWords);
  const { data, error, isPending } = useTemplatesInForce();
  if (error) return <ProblemAlert problem={error} />;
  if (!isPending && data.length === 0) return <Text size="sm">{say('noTemplates')}</Text>;
  return (
    <Select
      label={say('template')}
      description={say('templateHint')}
      searchable
      value={value}
      data={data?.map(({ template, name }) => ({ value: template, label: name })) ?? []}
      onChange={onChange}
    />
  );
}

interface Limits {
  maxErrors: string;
  locale: string | null;
  day: string;
}

interface LimitsFormProps {
  limits: Limits;
  locales: readonly string[];
  onChange: (limits: Limits) => void;
}

function LimitsForm({ limits, locales, onChange }: LimitsFormProps) {
  const say = useWords(startWords);
  const formats = useFormats();
  return (
    <Group grow align="flex-start">
      <TextInput
        label={say('maxErrors')}
        description={say('maxErrorsHint')}
        inputWrapperOrder={BELOW}
        value={limits.maxErrors}
        onChange={(event) => {
          onChange({ ...limits, maxErrors: event.currentTarget.value });
        }}
      />
      <Select
        label={say('locale')}
        placeholder={say('localeOwn')}
        clearable
        value={limits.locale}
        data={locales.map((tag) => ({ value: tag, label: formats.language(tag) }))}
        onChange={(locale) => {
          onChange({ ...limits, locale });
        }}
      />
      <TextInput
        type="date"
        label={say('day')}
        description={say('dayHint')}
        inputWrapperOrder={BELOW}
        value={limits.day}
        onChange={(event) => {
          onChange({ ...limits, day: event.currentTarget.value });
        }}
      />
    </Group>
  );
}

/** The last step; a job that was done before is refused, and done once more only with a reason. */
function Submit({ asked }: { asked: Model<'NewJob'> | null }) {
  const say = useWords(startWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [again, setAgain] = useState('');
  const start = useMutation({
    mutationFn: (job: Model<'NewJob'>) => ok(api.POST('/v1/jobs', { body: job, headers: once() })),
    onSuccess: async (job) => {
      await queries.invalidateQueries({ queryKey: ['jobs'] });
      await navigate(`/jobs/${job.id}`);
    },
  });
  const same = sameJob(start.error);
  return (
    <Stack gap="sm">
      {start.error &&
        (same ? (
          <Alert color="orange" role="alert" title={say('sameTitle')}>
            <Stack gap="xs" align="flex-start">
              <Text size="sm">{say('sameWhy')}</Text>
              <Text size="sm">{start.error.message}</Text>
              <Anchor component={Link} to={`/jobs/${same}`} size="sm">
                {say('sameOpen')}
              </Anchor>
              <TextInput
                w="100%"
                label={say('again')}
                description={say('againHint')}
                value={again}
                onChange={(event) => {
                  setAgain(event.currentTarget.value);
                }}
              />
            </Stack>
          </Alert>
        ) : (
          <ProblemAlert problem={start.error} />
        ))}
      <Group justify="flex-end" gap="md">
        {!asked && (
          <Text size="sm" c="dimmed">
            {say('missing')}
          </Text>
        )}
        <Button
          size="md"
          disabled={!asked || (same !== null && again.trim() === '')}
          loading={start.isPending}
          onClick={() => {
            if (asked) start.mutate({ ...asked, again: same ? again.trim() : '' });
          }}
        >
          {say('submit')}
        </Button>
      </Group>
    </Stack>
  );
}

/** The job that this one is the same as, when that is why it was refused. */
function sameJob(error: Error | null): string | null {
  if (!(error instanceof ApiProblem) || error.status !== 409) return null;
  return /\bthe job ([a-z][a-z0-9-]*-[0-9a-f]{8,})/.exec(error.detail)?.[1] ?? null;
}
