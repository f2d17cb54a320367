import { Badge, Group, Paper, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { Link } from 'react-router';

import { useFormats } from '~/app/formats';
import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { When } from '~/ui/When';

import { KIND_ICONS } from '../kinds';
import { useShortcutsOn } from '../submission/Shortcuts';
import { deskWords } from '../words';
import classes from './queue.module.css';
import { dueOf, type Awaiting } from './queue';

/** What awaits somebody, the most urgent first. j and k move the focus. */
export function QueueList({ queue }: { queue: Awaiting[] }) {
  const list = useRef<HTMLUListElement>(null);
  const [on] = useShortcutsOn();
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll('a') ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)];
    next?.focus();
  };
  useHotkeys(
    on
      ? [
          [
            'j',
            () => {
              move(1);
            },
          ],
          [
            'k',
            () => {
              move(-1);
            },
          ],
        ]
      : [],
  );
  return (
    <Paper withBorder component="ul" className={classes.list} ref={list}>
      {queue.map((one) => (
        <Row key={one.submission} one={one} />
      ))}
    </Paper>
  );
}

function Row({ one }: { one: Awaiting }) {
  const say = useWords(deskWords);
  const names = useNames();
  const formats = useFormats();
  const me = useMe();
  const { due, overdue } = dueOf(one);
  const Icon = KIND_ICONS[one.subject.kind];
  const others = [...new Set(one.tasks.flatMap((task) => task.seats))].filter((seat) => seat !== me.person);
  const forOthers = one.tasks.every((task) => !task.seats.includes(me.person));
  const since = one.tasks.map((task) => task.asked).sort()[0];
  return (
    <li>
      <Link to={`/submissions/${one.submission}`} className={classes.row}>
        <Icon size={20} stroke={1.6} aria-hidden className={classes.icon} />
        <div className={classes.what}>
          <Text fw={600} truncate>
            {one.subject.key}
          </Text>
          <Text size="sm" c="dimmed">
            {say(`kind.${one.subject.kind}`)}, {say('version', { number: one.subject.version })} ·{' '}
            {names(one.submitter)}
          </Text>
        </div>
        <Group gap="xs" className={classes.steps}>
          {one.tasks.map((task) => (
            <Badge key={task.step} variant="default" tt="none" fw={500}>
              {task.step}
            </Badge>
          ))}
          {forOthers && (
            <Badge variant="light" color="grape" tt="none">
              {say('inPlaceOf', { names: others.map(names).join(', ') })}
            </Badge>
          )}
        </Group>
        <div className={classes.due}>
          {due ? (
            <Badge variant="light" color={overdue ? 'red' : 'gray'} tt="none">
              {say(overdue ? 'overdueSince' : 'dueOn', { date: formats.date(due) })}
            </Badge>
          ) : (
            since && (
              <Text size="sm" c="dimmed">
                {say('askedSince')} <When at={since} />
              </Text>
            )
          )}
        </div>
      </Link>
    </li>
  );
}
