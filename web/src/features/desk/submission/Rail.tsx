import { Anchor, Badge, Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconClock, IconHourglass } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';

import { isOver } from '../queue/queue';
import { deskWords } from '../words';
import type { Review } from './review';

/** How far it has come, who wrote it, under which workflow, and what became of it. */
export function Rail({ review }: { review: Review }) {
  const say = useWords(deskWords);
  const names = useNames();
  return (
    <>
      <Paper withBorder p="md">
        <Text fw={650} mb="sm">
          {say('steps')}
        </Text>
        <Stack gap="sm">
          {review.steps.map((step) => (
            <Step key={step.step} step={step} open={review.status === 'open'} />
          ))}
          {review.awaits_second_person && review.status === 'open' && (
            <Text size="sm" c="dimmed">
              {say('fourEyes')}
            </Text>
          )}
        </Stack>
      </Paper>
      <Paper withBorder p="md">
        <Stack gap="xs">
          <Fact label={say('authors')}>{review.authors.map(names).join(', ')}</Fact>
          <Fact label={say('workflow')}>
            <Anchor component={Link} to={`/workflows/${review.workflow}`} size="sm">
              {review.workflow}
            </Anchor>
          </Fact>
          {review.released.map((release) => (
            <Fact key={release.digest} label={say('releasedAs')}>
              <Anchor component={Link} to={`/releases/${release.digest}`} size="sm">
                {release.name}
              </Anchor>
            </Fact>
          ))}
          {review.recalls.map((call) => (
            <Fact key={call.at} label={say('recalledBy')}>
              {`${names(call.person)}: ${call.reason}`}
            </Fact>
          ))}
        </Stack>
      </Paper>
    </>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </div>
  );
}

function Step({ step, open }: { step: Review['steps'][number]; open: boolean }) {
  const say = useWords(deskWords);
  const names = useNames();
  const formats = useFormats();
  const state = step.done ? 'done' : step.opened ? 'asked' : 'later';
  const Icon = { done: IconCheck, asked: IconHourglass, later: IconClock }[state];
  const late = open && !step.done && isOver(step.due);
  const waiting = step.asked.filter((person) => !step.approved_by.includes(person));
  return (
    <Group gap="sm" wrap="nowrap" align="flex-start">
      <ThemeIcon
        size={24}
        radius="xl"
        variant="light"
        color={{ done: 'green', asked: 'blue', later: 'gray' }[state]}
      >
        <Icon size={14} aria-hidden />
      </ThemeIcon>
      <div>
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {step.step}
          </Text>
          <Text size="xs" c="dimmed">
            {say('ofNeeded', { count: step.approved_by.length, needed: step.needed })}
          </Text>
        </Group>
        {step.approved_by.length > 0 && (
          <Text size="xs">{say('approvedBy', { names: step.approved_by.map(names).join(', ') })}</Text>
        )}
        {open && !step.done && (
          <Text size="xs" c="dimmed">
            {say(step.opened ? 'waitsFor' : 'willAsk', { names: waiting.map(names).join(', ') })}
          </Text>
        )}
        {open && !step.done && step.due && (
          <Badge size="sm" variant="light" color={late ? 'red' : 'gray'} tt="none" mt={4}>
            {say(late ? 'overdueSince' : 'dueOn', { date: formats.date(step.due) })}
          </Badge>
        )}
      </div>
    </Group>
  );
}
