import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';

import { api, ok } from '~/api/client';
import { ME, useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { accountWords } from './words';

/** Changing one's password, for who has one. */
export function PasswordForm() {
  const say = useWords(accountWords);
  const me = useMe();
  return (
    <Sheet title={say('password')}>
      {me.way === 'oidc' ? <Text size="sm">{say('wayProvider')}</Text> : <Changing person={me.person} />}
    </Sheet>
  );
}

function Changing({ person }: { person: string }) {
  const say = useWords(accountWords);
  const queries = useQueryClient();
  const [before, setBefore] = useState('');
  const [next, setNext] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await ok(api.PUT('/v1/session/password', { body: { old: before, new: next } }));
      queries.clear();
      queries.setQueryData(ME, null);
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say('changeWhy')}
        </Text>
        {problem !== null && <ProblemAlert problem={problem} />}
        {/* For password managers, which keep a password by the name that it is for. */}
        <input type="text" hidden readOnly autoComplete="username" value={person} />
        <PasswordInput
          label={say('old')}
          autoComplete="current-password"
          required
          value={before}
          onChange={(event) => {
            setBefore(event.currentTarget.value);
          }}
        />
        <PasswordInput
          label={say('new')}
          description={say('newHint')}
          autoComplete="new-password"
          required
          value={next}
          onChange={(event) => {
            setNext(event.currentTarget.value);
          }}
        />
        <Group>
          <Button type="submit" variant="default" loading={busy} disabled={before === '' || next === ''}>
            {say('change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
