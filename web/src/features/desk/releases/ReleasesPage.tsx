import { Anchor, Button, Group, Paper, Select, Stack, Table, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { IconArchive } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { ReleaseBadge } from '~/ui/ReleaseBadge';

import { governWords } from '../governWords';

/** What was sealed, and what is sent on a day. */
export function ReleasesPage() {
  const say = useWords(governWords);
  const names = useNames();
  const formats = useFormats();
  const [params, setParams] = useSearchParams();
  const query = { template: params.get('template') ?? undefined, day: params.get('day') ?? undefined };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['releases', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ok(api.GET('/v1/releases', { params: { query: { ...query, cursor: pageParam, limit: 100 } }, signal })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const { data: templates = [] } = useQuery({
    queryKey: ['templates', 'keys'],
    queryFn: ({ signal }) =>
      all((cursor) =>
        ok(api.GET('/v1/templates', { params: { query: { limit: 200, retired: true, cursor } }, signal })),
      ),
    select: (found) => found.map((one) => ({ value: one.key, label: one.title || one.key })),
  });
  const set = (name: string, value: string | null) => {
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  };
  const found = data?.pages.flatMap((page) => page.items);
  return (
    <Page title={say('releases')} intro={say('releasesIntro')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <Select
            label={say('template')}
            placeholder={say('anyTemplate')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': say('anyTemplate') }}
            w={260}
            data={templates}
            value={query.template ?? null}
            onChange={(value) => {
              set('template', value);
            }}
          />
          <DateInput
            label={say('onDay')}
            clearable
            clearButtonProps={{ 'aria-label': say('onDay') }}
            value={query.day ?? null}
            onChange={(value) => {
              set('day', value);
            }}
          />
        </Group>
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!found && !error && <Loading h="40vh" />}
        {found?.length === 0 && <Empty icon={IconArchive} title={say('noReleases')} />}
        {found && found.length > 0 && (
          <Paper withBorder>
            <Table.ScrollContainer minWidth={560}>
              <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{say('release')}</Table.Th>
                    <Table.Th>{say('status')}</Table.Th>
                    <Table.Th>{say('effective')}</Table.Th>
                    <Table.Th>{say('releasedBy')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {found.map((one) => (
                    <Table.Tr key={one.digest}>
                      <Table.Td>
                        <Anchor component={Link} to={`/releases/${one.digest}`} size="sm" fw={600}>
                          {one.name}
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          {say('version', { number: one.version })}
                        </Text>
                      </Table.Td>
                      <Table.Td>
                        <ReleaseBadge status={one.status} />
                      </Table.Td>
                      <Table.Td>{formats.date(one.effective)}</Table.Td>
                      <Table.Td>
                        <Text size="sm">{names(one.released_by)}</Text>
                        <Text size="xs" c="dimmed">
                          {formats.dateTime(one.released_at)}
                        </Text>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Paper>
        )}
        {hasNextPage && (
          <Button
            variant="default"
            mx="auto"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {say('more')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
