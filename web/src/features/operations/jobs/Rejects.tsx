import { Badge, Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { SheetTable } from '~/ui/Sheet';

import { channelName, channelWords } from '../channels';
import { isActive, stillRejected, type Job } from './job';
import { Mending } from './Mending';
import { Refused } from './Refused';
import { jobWords } from './words';

/** What was not delivered, why, and the way to put it right. */
export function Rejects({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const maySend = useMay('render');
  const [mending, setMending] = useState(false);
  const list = useRejects(job);
  if (list.isPending) return <Loading />;
  if (list.error) return <Refused problem={list.error} />;
  const rejects = list.data.pages.flatMap((page) => page.items);
  if (rejects.length === 0)
    return <Empty icon={IconCircleCheck} title={say(isActive(job) ? 'noRejectsYet' : 'noRejects')} />;
  if (mending)
    return (
      <Mending
        job={job}
        rejects={rejects}
        onClose={() => {
          setMending(false);
        }}
      />
    );
  return (
    <Stack gap="sm">
      {maySend && (
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {job.state === 'done' ? '' : say('mendLater')}
          </Text>
          <Button
            disabled={job.state !== 'done'}
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => {
              setMending(true);
            }}
          >
            {say('mend')}
          </Button>
        </Group>
      )}
      <SheetTable label={say('tab.rejects')} head={[say('key'), say('where'), say('what')]}>
        {rejects.map((reject) => (
          <RejectRow key={`${reject.record.toString()} ${reject.where}`} reject={reject} />
        ))}
      </SheetTable>
      <MoreButton list={list} />
    </Stack>
  );
}

function useRejects(job: Job) {
  return useInfiniteQuery({
    queryKey: ['jobs', job.id, 'rejects', stillRejected(job), job.state],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/jobs/{job}/rejects', {
          params: { path: { job: job.id }, query: { limit: 100, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
}

function RejectRow({ reject }: { reject: Model<'Reject'> }) {
  const say = useWords(jobWords);
  return (
    <Table.Tr>
      <Table.Td fw={600} style={{ whiteSpace: 'nowrap' }}>
        {reject.key || say('unknown')}
      </Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed">
          {reject.where}
        </Text>
      </Table.Td>
      <Table.Td>
        <Fault channel={reject.channel} path={reject.path} reason={reject.reason} />
        {reject.others.length > 0 && (
          <details>
            <summary style={{ fontSize: 12 }}>{say('alsoWrong', { count: reject.others.length })}</summary>
            {reject.others.map((other, index) => (
              <Fault
                key={index}
                channel={other.channel ?? ''}
                path={other.path ?? ''}
                reason={other.reason ?? ''}
              />
            ))}
          </details>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** One thing that is wrong with a record: in which channel, at which datum, and what. */
export function Fault({ channel, path, reason }: { channel: string; path: string; reason: string }) {
  const sayChannel = useWords(channelWords);
  return (
    <Group gap={6} align="baseline">
      {channel && (
        <Badge variant="light" color="gray" tt="none" size="sm">
          {channelName(sayChannel, channel)}
        </Badge>
      )}
      {path && <Code>{path}</Code>}
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {reason}
      </Text>
    </Group>
  );
}
