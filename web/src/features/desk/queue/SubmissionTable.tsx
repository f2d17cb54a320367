import { Anchor, Badge, Group, Paper, Table, Text } from '@mantine/core';
import { Link } from 'react-router';

import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { When } from '~/ui/When';

import { KIND_ICONS } from '../kinds';
import { StatusBadge } from '../StatusBadge';
import { deskWords } from '../words';
import { isOver } from './queue';

export type Submitted = Model<'SubmissionShown'>;

/** Submissions as a table: what, by whom, when, and where each stands. */
export function SubmissionTable({ submissions }: { submissions: Submitted[] }) {
  const say = useWords(deskWords);
  const names = useNames();
  const formats = useFormats();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('what')}</Table.Th>
              <Table.Th>{say('who')}</Table.Th>
              <Table.Th>{say('when')}</Table.Th>
              <Table.Th>{say('due')}</Table.Th>
              <Table.Th>{say('state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {submissions.map((one) => {
              const Icon = KIND_ICONS[one.kind];
              const late = isOver(one.due);
              return (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <Icon size={18} stroke={1.6} aria-hidden />
                      <div>
                        <Anchor component={Link} to={`/submissions/${one.id}`} size="sm" fw={600}>
                          {one.key}
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          {say(`kind.${one.kind}`)}, {say('version', { number: one.version })} · {one.id}
                        </Text>
                      </div>
                    </Group>
                  </Table.Td>
                  <Table.Td>{names(one.submitter)}</Table.Td>
                  <Table.Td>
                    <When at={one.at} />
                  </Table.Td>
                  <Table.Td>
                    {one.due && (
                      <Badge variant="light" color={late ? 'red' : 'gray'} tt="none">
                        {formats.date(one.due)}
                      </Badge>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <StatusBadge status={one.status} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
