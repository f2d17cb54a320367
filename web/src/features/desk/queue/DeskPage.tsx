import { SegmentedControl, Stack, Text } from '@mantine/core';
import { IconChecks, IconHourglass, IconInbox, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useMay, useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { ShortcutsHelp } from '../submission/Shortcuts';
import { deskWords } from '../words';
import { QueueList } from './QueueList';
import { SubmissionTable } from './SubmissionTable';
import { isOver, useQueue } from './queue';

const LISTS = ['mine', 'submitted', 'stuck', 'open'] as const;
type List = (typeof LISTS)[number];

const EMPTY = {
  submitted: { icon: IconSend, title: 'nothingSubmitted', why: 'nothingSubmittedWhy' },
  stuck: { icon: IconHourglass, title: 'nothingStuck', why: 'nothingStuckWhy' },
  open: { icon: IconChecks, title: 'nothingOpen', why: 'nothingAwaitsWhy' },
} as const;

/** The desk: what awaits me, what I submitted, what is stuck. */
export function DeskPage() {
  const say = useWords(deskWords);
  const decides = useMay('decide');
  const [params, setParams] = useSearchParams();
  const usual: List = decides ? 'mine' : 'submitted';
  const list = LISTS.find((one) => one === params.get('list')) ?? usual;
  const { data: queue } = useQueue();
  return (
    <Page
      title={say('queueTitle')}
      intro={list === 'mine' ? say('queueHint') : undefined}
      actions={<ShortcutsHelp />}
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label={say('queue')}
          value={list}
          onChange={(value) => {
            setParams(value === usual ? {} : { list: value });
          }}
          data={LISTS.map((value) => ({
            value,
            label:
              value === 'mine' && queue?.length
                ? `${say('list.mine')} · ${queue.length.toString()}`
                : say(`list.${value}`),
          }))}
          style={{ alignSelf: 'start' }}
        />
        {list === 'mine' ? <Mine /> : <Others list={list} />}
      </Stack>
    </Page>
  );
}

function Mine() {
  const say = useWords(deskWords);
  const { data, error, refetch } = useQueue();
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading h="40vh" />;
  if (data.length === 0) {
    return (
      <Empty icon={IconInbox} title={say('nothingAwaits')}>
        {say('nothingAwaitsWhy')}
      </Empty>
    );
  }
  return <QueueList queue={data} />;
}

function Others({ list }: { list: 'submitted' | 'stuck' | 'open' }) {
  const say = useWords(deskWords);
  const { person } = useMe();
  const query = list === 'submitted' ? { submitter: person } : { status: 'open' as const };
  const { data, error, refetch } = useQuery({
    queryKey: ['submissions', 'list', query],
    queryFn: async ({ signal }) =>
      (await ok(api.GET('/v1/submissions', { params: { query: { ...query, limit: 200 } }, signal }))).items,
  });
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading h="40vh" />;
  const shown = list === 'stuck' ? data.filter((one) => isOver(one.due)) : data;
  if (shown.length === 0) {
    const empty = EMPTY[list];
    return (
      <Empty icon={empty.icon} title={say(empty.title)}>
        <Text size="sm">{say(empty.why)}</Text>
      </Empty>
    );
  }
  return <SubmissionTable submissions={shown} />;
}
