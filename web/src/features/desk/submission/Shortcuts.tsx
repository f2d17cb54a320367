import { ActionIcon, Kbd, Modal, Stack, Switch, Table, Tooltip } from '@mantine/core';
import { useDisclosure, useHotkeys, useLocalStorage } from '@mantine/hooks';
import { IconKeyboard } from '@tabler/icons-react';
import { useNavigate } from 'react-router';

import { useWords } from '~/app/words';

import { useQueue } from '../queue/queue';
import { deskWords } from '../words';
import type { Verdict } from './review';

const STORED = 'ccm.desk.shortcuts';

/** Single letters do something only while they are switched on (WCAG 2.1.4). */
export function useShortcutsOn() {
  return useLocalStorage({ key: STORED, defaultValue: true });
}

interface ReviewShortcuts {
  id: string;
  onDecide: (verdict: Verdict) => void;
  onComment: () => void;
  onTab: (index: number) => void;
}

/** Going through the queue without a mouse. */
export function useReviewShortcuts({ id, onDecide, onComment, onTab }: ReviewShortcuts): void {
  const [on] = useShortcutsOn();
  const navigate = useNavigate();
  const { data: queue = [] } = useQueue();
  const at = queue.findIndex((one) => one.submission === id);
  const go = (step: number) => {
    const other = queue[at < 0 ? 0 : at + step];
    if (other) void navigate(`/submissions/${other.submission}`);
  };
  const keys: [string, () => void][] = [
    [
      'j',
      () => {
        go(1);
      },
    ],
    [
      'k',
      () => {
        go(-1);
      },
    ],
    [
      'a',
      () => {
        onDecide('approve');
      },
    ],
    [
      'r',
      () => {
        onDecide('request-changes');
      },
    ],
    [
      'x',
      () => {
        onDecide('reject');
      },
    ],
    ['c', onComment],
    ['u', () => void navigate('/desk')],
    ...[1, 2, 3, 4, 5].map((number): [string, () => void] => [
      number.toString(),
      () => {
        onTab(number - 1);
      },
    ]),
  ];
  useHotkeys(on ? keys : []);
}

const SHOWN = [
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['u', 'keyQueue'],
  ['1–5', 'keyTabs'],
  ['a', 'keyApprove'],
  ['r', 'keyChanges'],
  ['x', 'keyReject'],
  ['c', 'keyComment'],
  ['?', 'keyHelp'],
] as const;

/** The keys there are, and the switch to be without them. */
export function ShortcutsHelp() {
  const say = useWords(deskWords);
  const [opened, { open, close }] = useDisclosure();
  const [on, setOn] = useShortcutsOn();
  useHotkeys(
    on
      ? [
          ['shift+?', open],
          ['?', open],
        ]
      : [],
  );
  return (
    <>
      <Tooltip label={say('shortcuts')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={say('shortcuts')}
          onClick={open}
          visibleFrom="sm"
        >
          <IconKeyboard size={20} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Modal
        opened={opened}
        onClose={close}
        title={say('shortcuts')}
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        <Stack>
          <Switch
            label={say('shortcutsOn')}
            checked={on}
            onChange={(event) => {
              setOn(event.currentTarget.checked);
            }}
          />
          <Table>
            <Table.Tbody>
              {SHOWN.map(([key, what]) => (
                <Table.Tr key={key}>
                  <Table.Td w={70}>
                    <Kbd>{key}</Kbd>
                  </Table.Td>
                  <Table.Td>{say(what)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Modal>
    </>
  );
}
