import { Anchor, Badge, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconArchive } from '@tabler/icons-react';
import { Link } from 'react-router';

import { answered, api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { ReleaseBadge } from '~/ui/ReleaseBadge';

import { NewRelease } from './NewRelease';
import { PeriodActs } from './PeriodActs';
import { libraryWords } from './words';

/** What was sealed of a template, and which version is in force when. */
export function Releases({ template }: { template: string }) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const names = useNames();
  const releases = useMay('release');
  const { data, error } = useQuery({
    queryKey: ['releases', { template }],
    queryFn: ({ signal }) =>
      all((cursor) =>
        ok(api.GET('/v1/releases', { params: { query: { template, limit: 200, cursor } }, signal })),
      ),
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <Stack gap="xl">
      <Periods template={template} />
      <section>
        <Group justify="space-between" mb="xs">
          <Title order={2} size="h5">
            {say('releases')}
          </Title>
          {releases && <NewRelease template={template} />}
        </Group>
        {data.length === 0 ? (
          <Empty icon={IconArchive} title={say('neverReleased')}>
            {say('neverReleasedWhy')}
          </Empty>
        ) : (
          <Paper withBorder>
            <Table verticalSpacing="sm" horizontalSpacing="md">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{say('release')}</Table.Th>
                  <Table.Th>{say('standing')}</Table.Th>
                  <Table.Th>{say('effective')}</Table.Th>
                  <Table.Th>{say('releasedBy')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {[...data].reverse().map((one) => (
                  <Table.Tr key={one.digest}>
                    <Table.Td>
                      <Anchor component={Link} to={`/releases/${one.digest}`} size="sm" fw={600}>
                        {one.name}
                      </Anchor>
                      <Text size="xs" c="dimmed">
                        {say('versionNumber', { number: one.version })}
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
          </Paper>
        )}
      </section>
    </Stack>
  );
}

function Periods({ template }: { template: string }) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const releases = useMay('release');
  const { data, error } = useQuery({
    queryKey: ['templates', template, 'periods'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/templates/{key}/periods', { params: { path: { key: template } }, signal })),
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data || data.data.periods.length === 0) return null;
  const today = new Date().toISOString().slice(0, 10);
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('inForce')}
      </Title>
      <Paper withBorder>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('version')}</Table.Th>
              <Table.Th>{say('from')}</Table.Th>
              <Table.Th>{say('to')}</Table.Th>
              <Table.Th />
              {releases && <Table.Th />}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.data.periods.map((period) => {
              const when =
                period.starts > today
                  ? 'periodLater'
                  : period.ends && period.ends < today
                    ? 'periodOver'
                    : 'periodNow';
              return (
                <Table.Tr key={period.starts}>
                  <Table.Td fw={600}>{period.number}</Table.Td>
                  <Table.Td>{formats.date(period.starts)}</Table.Td>
                  <Table.Td>{period.ends ? formats.date(period.ends) : say('untilNotice')}</Table.Td>
                  <Table.Td>
                    <Badge
                      variant="light"
                      tt="none"
                      color={{ periodNow: 'green', periodLater: 'blue', periodOver: 'gray' }[when]}
                    >
                      {say(when)}
                    </Badge>
                  </Table.Td>
                  {releases && (
                    <Table.Td ta="right">
                      {when !== 'periodOver' && (
                        <PeriodActs template={template} period={period} etag={data.etag} />
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}
