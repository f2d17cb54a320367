import { Avatar, Group, Paper, SimpleGrid, Stack, Text, UnstyledButton } from '@mantine/core';
import { useState } from 'react';

import { ProblemAlert } from '~/ui/ProblemAlert';

import { useWords } from '../words';
import { useDoor } from './door';
import { signIn } from './me';
import { sessionWords } from './words';

const ROLES = ['author', 'designer', 'compliance', 'approver', 'operator', 'administrator'] as const;
type Role = (typeof ROLES)[number];

/** The people of a demo, to be signed in as with one click. There are none anywhere else. */
export function DemoPeople({ onDone }: { onDone: () => void }) {
  const say = useWords(sessionWords);
  const { data } = useDoor();
  const [problem, setProblem] = useState<unknown>(null);
  const demo = data?.demo;
  if (!demo) return null;
  const inOrder = ROLES.flatMap((role) => demo.people.filter((one) => one.role === role));

  async function be(person: string, password: string): Promise<void> {
    try {
      await signIn(person, password);
      onDone();
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <Paper p="md" radius="lg" withBorder>
      <Stack gap="sm">
        <Text size="sm" fw={600}>
          {say('demo')}
        </Text>
        {problem !== null && <ProblemAlert problem={problem} />}
        <SimpleGrid cols={2} spacing={4} verticalSpacing={4}>
          {inOrder.map(({ person, name, role }) => (
            <UnstyledButton
              key={person}
              p={6}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
              onClick={() => void be(person, demo.password)}
            >
              <Group gap="xs" wrap="nowrap">
                <Avatar name={name} color="initials" size={28} aria-hidden />
                <div style={{ minWidth: 0 }}>
                  <Text size="sm" fw={500} lh={1.2}>
                    {name.replace(/ \(.*\)$/, '')}
                  </Text>
                  <Text size="xs" c="dimmed" lh={1.3}>
                    {say(`role.${role as Role}`)}
                  </Text>
                </div>
              </Group>
            </UnstyledButton>
          ))}
        </SimpleGrid>
        <Text size="xs" c="dimmed">
          {say('password')}: {demo.password}
        </Text>
      </Stack>
    </Paper>
  );
}
