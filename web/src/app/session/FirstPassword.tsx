import { Alert, Box, Button, Center, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';
import { useNavigate, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { Mark } from '~/ui/Mark';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useWords } from '../words';
import { sessionWords } from './words';

/** Where the one-time link of an administrator leads: `/password?token=…`. */
export function FirstPassword() {
  const say = useWords(sessionWords);
  const token = useSearchParams()[0].get('token') ?? '';
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    try {
      await ok(api.POST('/v1/session/password', { body: { token, new: password } }));
      setDone(true);
    } catch (error) {
      setProblem(error);
    }
  }

  return (
    <Box component="main" mih="100vh" bg="var(--ccm-canvas)" p="md">
      <Center mih="calc(100vh - 2rem)">
        <Stack w={400} maw="100%" gap="lg">
          <Mark />
          <Paper p="xl" radius="lg" withBorder shadow="sm">
            <Title order={1} size="h3" mb={4}>
              {say('firstPassword')}
            </Title>
            {done ? (
              <Stack mt="md">
                <Alert color="green">{say('passwordSet')}</Alert>
                <Button onClick={() => void navigate('/')}>{say('signIn')}</Button>
              </Stack>
            ) : (
              <form onSubmit={(event) => void submit(event)}>
                <Stack>
                  <Text c="dimmed" size="sm">
                    {say('firstPasswordWhy')}
                  </Text>
                  {problem !== null && <ProblemAlert problem={problem} />}
                  <PasswordInput
                    label={say('newPassword')}
                    value={password}
                    onChange={(event) => {
                      setPassword(event.currentTarget.value);
                    }}
                    autoComplete="new-password"
                    required
                    autoFocus
                  />
                  <Button type="submit">{say('setPassword')}</Button>
                </Stack>
              </form>
            )}
          </Paper>
        </Stack>
      </Center>
    </Box>
  );
}
