import { Badge, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';

import { useWords } from '~/app/words';

import { governWords } from '../governWords';
import { hashOf, type Entry } from './rowHash';

/** A row of the log whole, with the hash before it and its own, which is computed here again. */
export function Row({ entry }: { entry: Entry }) {
  const say = useWords(governWords);
  const { data: computed } = useQuery({
    queryKey: ['audit', 'hash', entry],
    staleTime: Infinity,
    queryFn: () => hashOf(entry),
  });
  const verdict = computed === null ? 'rowUnchecked' : computed === entry.hash ? 'rowHolds' : 'rowBroken';
  const Icon = { rowUnchecked: IconHelpCircle, rowHolds: IconCircleCheck, rowBroken: IconCircleX }[verdict];
  const facts: [string, string][] = [
    [say('previous'), entry.previous],
    [say('hash'), entry.hash],
    [say('digest'), entry.digest ?? '–'],
    [say('origin'), entry.origin],
    [say('host'), entry.host],
    [say('why'), entry.why || '–'],
  ];
  return (
    <Stack gap="xs">
      {computed !== undefined && (
        <Group gap={6} role="status">
          <Badge
            variant="light"
            tt="none"
            size="lg"
            color={{ rowUnchecked: 'gray', rowHolds: 'green', rowBroken: 'red' }[verdict]}
            leftSection={<Icon size={16} aria-hidden />}
          >
            {say(verdict)}
          </Badge>
        </Group>
      )}
      <Table withRowBorders={false} verticalSpacing={2} horizontalSpacing="xs">
        <Table.Tbody>
          {facts.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={190} fw={500} c="dimmed" fz="xs">
                {label}
              </Table.Th>
              <Table.Td>
                <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
                  {value}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
