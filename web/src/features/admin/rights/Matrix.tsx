import { Anchor, Paper, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useGrants, useGroups, usePlacements } from '../data';
import { ROLES, roleWords } from '../roles';
import { rightWords } from './words';

/** Who holds which role in which folder: a row a folder, a column a role. */
export function Matrix() {
  const say = useWords(rightWords);
  const sayRole = useWords(roleWords);
  const grants = useGrants();
  const groups = useGroups();
  const placements = usePlacements();
  if (grants.isPending || groups.isPending) return <Loading />;
  if (grants.error) return <ProblemAlert problem={grants.error} />;
  const known = new Set(groups.data?.map(({ key }) => key));
  const folders = new Set(['', ...grants.data.map(({ folder }) => folder)]);
  for (const { folder } of placements.data ?? []) folders.add(folder);
  return (
    <Paper withBorder radius="md" bg="var(--ccm-surface)" style={{ overflowX: 'auto' }}>
      <Table aria-label={say('tab.matrix')} withColumnBorders verticalSpacing="sm" fz="sm" layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={140} style={{ verticalAlign: 'top' }}>
              {say('folder')}
            </Table.Th>
            {ROLES.map((role) => (
              <Table.Th key={role} style={{ verticalAlign: 'top' }}>
                {sayRole(role)}
                <Text size="xs" c="dimmed" fw={400}>
                  {sayRole(`what.${role}`)}
                </Text>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...folders].sort().map((folder) => (
            <Table.Tr key={folder}>
              <Table.Th scope="row" style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
                {folder || say('everywhere')}
              </Table.Th>
              {ROLES.map((role) => (
                <Table.Td key={role} style={{ verticalAlign: 'top' }}>
                  <Holders
                    holders={grants.data
                      .filter((one) => one.role === role && one.folder === folder)
                      .map(({ holder }) => holder)}
                    groups={known}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Holders({ holders, groups }: { holders: readonly string[]; groups: ReadonlySet<string> }) {
  const say = useWords(rightWords);
  const nameOf = useNames();
  if (holders.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {say('nobody')}
      </Text>
    );
  return holders.map((holder) =>
    groups.has(holder) ? (
      <Text key={holder} size="sm" py={2}>
        <Anchor component={Link} to={`/groups?group=${encodeURIComponent(holder)}`} size="sm">
          {holder}
        </Anchor>{' '}
        <Text span size="xs" c="dimmed">
          {say('group')}
        </Text>
      </Text>
    ) : (
      <Text key={holder} size="sm" py={2}>
        <Anchor component={Link} to={`/people/${holder}`} size="sm">
          {nameOf(holder)}
        </Anchor>
      </Text>
    ),
  );
}
