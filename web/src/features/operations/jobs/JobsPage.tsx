import { Anchor, Button, Group, Progress, Select, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconPlus, IconStack2 } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';
import { BAD } from '~/ui/tones';

import { isActive, settled, shareOf, STATES, stillRejected, type Job, type JobState } from './job';
import { StateBadge } from './StateBadge';
import { useTemplatesInForce } from '../templates';
import { timeLeft } from './timeLeft';
import { jobWords } from './words';

/** Every job, the newest first; those under way move. */
export function JobsPage() {
  const say = useWords(jobWords);
  const maySend = useMay('render');
  const [asked, setAsked] = useSearchParams();
  const state = STATES.find((one) => one === asked.get('state'));
  const template = asked.get('template') ?? undefined;
  const list = useJobs(state, template);
  const jobs = list.data?.pages.flatMap((page) => page.items);

  function ask(name: string, value: string | null): void {
    setAsked((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  }

  return (
    <Page title={say('title')} intro={say('intro')} actions={maySend && <StartButton />}>
      <Filters state={state} template={template} onAsk={ask} />
      {list.error && <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {jobs?.length === 0 &&
        (state || template ? (
          <Empty icon={IconStack2} title={say('noneHere')} />
        ) : (
          <Empty icon={IconStack2} title={say('none')}>
            {say('noneWhy')}
          </Empty>
        ))}
      {jobs && jobs.length > 0 && (
        <SheetTable
          label={say('title')}
          head={[say('job'), say('state'), say('progress'), say('rejected'), say('started')]}
        >
          {jobs.map((job) => (
            <JobRow key={job.id} job={job} />
          ))}
        </SheetTable>
      )}
      <MoreButton list={list} />
    </Page>
  );
}

function useJobs(state: JobState | undefined, template: string | undefined) {
  return useInfiniteQuery({
    queryKey: ['jobs', 'list', { state, template }],
    queryFn: ({ pageParam }) =>
      ok(api.GET('/v1/jobs', { params: { query: { state, template, limit: 50, cursor: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some((page) => page.items.some(isActive)) ? 2_500 : 15_000,
  });
}

function StartButton() {
  const say = useWords(jobWords);
  return (
    <Button component={Link} to="/jobs/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {say('start')}
    </Button>
  );
}

interface FiltersProps {
  state: JobState | undefined;
  template: string | undefined;
  onAsk: (name: string, value: string | null) => void;
}

function Filters({ state, template, onAsk }: FiltersProps) {
  const say = useWords(jobWords);
  const templates = useTemplatesInForce();
  return (
    <Group gap="xs" mb="md">
      <Select
        size="xs"
        w={180}
        aria-label={say('state')}
        placeholder={say('anyState')}
        clearable
        value={state ?? null}
        data={STATES.map((value) => ({ value, label: say(`state.${value}`) }))}
        onChange={(value) => {
          onAsk('state', value);
        }}
      />
      <Select
        size="xs"
        w={240}
        aria-label={say('template')}
        placeholder={say('anyTemplate')}
        clearable
        searchable
        value={template ?? null}
        data={templates.data?.map(({ template: value }) => value) ?? []}
        onChange={(value) => {
          onAsk('template', value);
        }}
      />
    </Group>
  );
}

function JobRow({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const { records, remaining_seconds: left } = job.progress;
  const rejected = stillRejected(job);
  const share = shareOf(job);
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Anchor component={Link} to={`/jobs/${job.id}`} fw={600} size="sm">
            {job.template}
          </Anchor>
          <Text size="xs" c="dimmed">
            {job.id.slice(job.template.length + 1)} · {job.source}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        <StateBadge state={job.state} />
      </Table.Td>
      <Table.Td miw={240}>
        {share !== null && (
          <Stack gap={4}>
            <Progress
              value={share * 100}
              size="sm"
              color={job.state === 'done' ? 'green.7' : undefined}
              aria-label={say('progress')}
            />
            <Group justify="space-between" gap="xs">
              <Text size="xs" c="dimmed">
                {say('doneOf', { done: formats.number(settled(job)), all: formats.number(records) })}
              </Text>
              {left !== null && (
                <Text size="xs" c="dimmed">
                  {timeLeft(say, left)}
                </Text>
              )}
            </Group>
          </Stack>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm" fw={rejected > 0 ? 600 : 400} c={rejected > 0 ? BAD : 'dimmed'}>
          {formats.number(rejected)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{formats.ago(job.created_at)}</Text>
        <Text size="xs" c="dimmed">
          {job.created_by}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
