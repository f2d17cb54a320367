import { ActionIcon, Table } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconDownload, IconFiles } from '@tabler/icons-react';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { SheetTable } from '~/ui/Sheet';

import { isActive, type Job } from './job';
import { Refused } from './Refused';
import { jobWords } from './words';

/** Where one of a job's files is fetched from. */
export function fileAddress(job: string, name: string): string {
  return `/v1/jobs/${job}/files/${name.split('/').map(encodeURIComponent).join('/')}`;
}

/** What a job made, file by file. */
export function Files({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const list = useInfiniteQuery({
    queryKey: ['jobs', job.id, 'files'],
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/jobs/{job}/files', {
          params: { path: { job: job.id }, query: { limit: 100, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: isActive(job) ? 5_000 : false,
  });
  if (list.isPending) return <Loading />;
  if (list.error) return <Refused problem={list.error} />;
  const files = list.data.pages.flatMap((page) => page.items);
  if (files.length === 0)
    return (
      <Empty icon={IconFiles} title={say('noFiles')}>
        {say('noFilesWhy')}
      </Empty>
    );
  return (
    <>
      <SheetTable label={say('tab.files')} head={[say('file'), say('size'), '']}>
        {files.map(({ name, size }) => (
          <Table.Tr key={name}>
            <Table.Td ff="monospace">{name}</Table.Td>
            <Table.Td>{formats.bytes(size)}</Table.Td>
            <Table.Td w={60}>
              <ActionIcon
                component="a"
                href={fileAddress(job.id, name)}
                download={name.split('/').at(-1)}
                variant="subtle"
                aria-label={`${say('download')}: ${name}`}
              >
                <IconDownload size={16} aria-hidden />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </SheetTable>
      <MoreButton list={list} />
    </>
  );
}
