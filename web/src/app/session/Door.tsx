import { Box, Center, Group, Modal, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';

import { onSessionOver } from '~/api/client';
import { Loading } from '~/ui/Loading';
import { Mark } from '~/ui/Mark';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useWords } from '../words';
import { LanguageSwitch } from '../shell/LanguageSwitch';
import { DemoPeople } from './DemoPeople';
import { ME, useWhoIsThere } from './me';
import { OtherWays } from './OtherWays';
import { SignInForm } from './SignInForm';
import { sessionWords } from './words';

/**
 * window that asks for the password: nothing that was typed is lost.
 */
export function Door({ children }: { children: ReactNode }) {
  const { data: me, error, isPending, refetch } = useWhoIsThere();
  if (error)
    return (
      <Center h="100vh" p="xl">
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      </Center>
    );
  if (isPending) return <Loading h="100vh" />;
  if (me === null) return <Welcome />;
  return (
    <>
      {children}
      <SessionOver person={me.person} />
    </>
  );
}

function Welcome() {
  const say = useWords(sessionWords);
  const queries = useQueryClient();
  const enter = () => void queries.invalidateQueries({ queryKey: ME });
  return (
    <Box component="main" mih="100vh" bg="var(--ccm-canvas)" p="md">
      <Center mih="calc(100vh - 2rem)">
        <Stack w={400} maw="100%" gap="lg">
          <Group justify="space-between">
            <Mark />
            <LanguageSwitch />
          </Group>
          <Paper p="xl" radius="lg" withBorder shadow="sm">
            <Title order={1} size="h3" mb={4}>
              {say('welcome')}
            </Title>
            <Text c="dimmed" size="sm" mb="lg">
              {say('intro')}
            </Text>
            <OtherWays />
            <SignInForm onDone={enter} />
          </Paper>
          <DemoPeople onDone={enter} />
        </Stack>
      </Center>
    </Box>
  );
}

function SessionOver({ person }: { person: string }) {
  const say = useWords(sessionWords);
  const queries = useQueryClient();
  const [over, setOver] = useState(false);
  useEffect(
    () =>
      onSessionOver(() => {
        setOver(true);
      }),
    [],
  );
  function back(): void {
    setOver(false);
    void queries.invalidateQueries();
  }
  return (
    <Modal
      opened={over}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      title={say('over')}
      centered
      zIndex={10_000}
    >
      <Text size="sm" mb="md">
        {say('overWhy')}
      </Text>
      <SignInForm person={person} onDone={back} />
    </Modal>
  );
}
