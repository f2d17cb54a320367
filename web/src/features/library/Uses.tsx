import { Anchor, Badge, Paper, Table, Text } from '@mantine/core';
import { IconUnlink } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useUses } from './content';
import { libraryWords } from './words';

/** The templates that use a block: whether they follow or pin it, and what is sent with it. */
export function Uses({ block }: { block: string }) {
  const say = useWords(libraryWords);
  const { data, error } = useUses(block);
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  if (data.length === 0) return <Empty icon={IconUnlink} title={say('notUsed')} />;
  return (
    <Paper withBorder>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('template')}</Table.Th>
            <Table.Th>{say('takes')}</Table.Th>
            <Table.Th>{say('sentWith')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map((use) => (
            <Table.Tr key={`${use.template} ${use.version.toString()}`}>
              <Table.Td>
                <Anchor component={Link} to={`/templates/${use.template}`} size="sm" fw={600}>
                  {use.template}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {say('versionNumber', { number: use.version })}
                </Text>
              </Table.Td>
              <Table.Td>
                <Badge variant="light" color={use.pinned ? 'orange' : 'blue'} tt="none">
                  {use.pinned ? say('pins', { number: use.pinned }) : say('follows')}
                </Badge>
              </Table.Td>
              <Table.Td>
                {use.release && use.release_digest ? (
                  <>
                    <Anchor component={Link} to={`/releases/${use.release_digest}`} size="sm">
                      {use.release}
                    </Anchor>
                    {use.holds !== null && (
                      <Text size="xs" c="dimmed">
                        {say('holds', { number: use.holds })}
                      </Text>
                    )}
                  </>
                ) : (
                  <Text size="sm" c="dimmed">
                    {say('neverReleased')}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
