import { ActionIcon, Kbd, Popover, Table } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';

import { usePreviewWords } from '../channels/shared';

const KEYS = [
  ['1 2 3 4', 'keys.channel'],
  ['0', 'keys.board'],
  ['[ ]', 'keys.sample'],
  ['j k', 'keys.part'],
  ['d', 'keys.dark'],
  ['b', 'keys.locked'],
  ['c', 'keys.conditions'],
] as const;

/** What the keys do while the preview has the focus. */
export function ShortcutHelp() {
  const say = usePreviewWords();
  return (
    <Popover position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('shortcuts')} title={say('shortcuts')}>
          <IconKeyboard size={17} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Table withRowBorders={false} verticalSpacing={4} aria-label={say('shortcuts')}>
          <Table.Tbody>
            {KEYS.map(([keys, words]) => (
              <Table.Tr key={words}>
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {keys.split(' ').map((key) => (
                    <Kbd key={key} size="xs" mr={4}>
                      {key}
                    </Kbd>
                  ))}
                </Table.Td>
                <Table.Td fz="sm">{say(words)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Popover.Dropdown>
    </Popover>
  );
}
