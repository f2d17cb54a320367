import { Anchor, Group, Paper, Skeleton, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import classes from './Overview.module.css';
import { homeWords } from './words';

interface OverviewProps {
  title: string;
  icon: Icon;
  /** Where all of it is. */
  to: string;
  none: string;
  rows: readonly OverviewRow[] | undefined;
  problem: unknown;
  action?: ReactNode;
}

export interface OverviewRow {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly detail: string;
  readonly badge?: ReactNode;
}

/** The latest few of something, each a way to it. */
export function Overview({ title, icon: Shown, to, none, rows, problem, action }: OverviewProps) {
  const say = useWords(homeWords);
  return (
    <Paper component="section" aria-label={title} withBorder radius="lg" className={classes.card}>
      <Group justify="space-between" px="md" pt="md" pb="xs">
        <Group gap={8}>
          <Shown size={18} stroke={1.7} aria-hidden />
          <Title order={2} size="h5">
            {title}
          </Title>
        </Group>
        {action ?? (
          <Anchor component={Link} to={to} size="sm" aria-label={`${say('all')}: ${title}`}>
            {say('all')}
          </Anchor>
        )}
      </Group>
      {problem ? <ProblemAlert problem={problem} /> : <Rows rows={rows} none={none} />}
    </Paper>
  );
}

function Rows({ rows, none }: Pick<OverviewProps, 'rows' | 'none'>) {
  if (rows === undefined) {
    return (
      <Stack p="md" gap="sm">
        {[0, 1, 2].map((row) => (
          <Skeleton key={row} h={36} />
        ))}
      </Stack>
    );
  }
  if (rows.length === 0) {
    return (
      <Text c="dimmed" size="sm" px="md" pb="lg" pt={4}>
        {none}
      </Text>
    );
  }
  return (
    <ul className={classes.rows}>
      {rows.map((row) => (
        <li key={row.id}>
          <UnstyledButton component={Link} to={row.to} className={classes.row}>
            <div className={classes.words}>
              <Text fw={550} size="sm" truncate>
                {row.title}
              </Text>
              <Text c="dimmed" size="xs" truncate>
                {row.detail}
              </Text>
            </div>
            {row.badge}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
