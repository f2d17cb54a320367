import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

import { ApiProblem } from '~/api/problem';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useWords } from '../words';
import { signIn } from './me';
import { sessionWords } from './words';

/** Name and password. `person` is who it has to be, where it has to be somebody. */
export function SignInForm({ person, onDone }: { person?: string; onDone: () => void }) {
  const say = useWords(sessionWords);
  const [name, setName] = useState(person ?? '');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      await signIn(name.trim(), password);
      onDone();
    } catch (error) {
      setProblem(error);
      setPassword('');
    } finally {
      setBusy(false);
    }
  }

  const wrong = problem instanceof ApiProblem && problem.isSignedOut;
  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack>
        {wrong && (
          <Alert color="red" variant="light" role="alert">
            {say('wrong')}
          </Alert>
        )}
        {problem !== null && !wrong && <ProblemAlert problem={problem} />}
        <TextInput
          label={say('person')}
          value={name}
          onChange={(event) => {
            setName(event.currentTarget.value);
          }}
          autoComplete="username"
          autoCapitalize="none"
          readOnly={person !== undefined}
          required
          autoFocus={person === undefined}
          size="md"
        />
        <PasswordInput
          label={say('password')}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
          autoComplete="current-password"
          required
          autoFocus={person !== undefined}
          size="md"
        />
        <Button type="submit" loading={busy} size="md" mt="xs">
          {say('signIn')}
        </Button>
      </Stack>
    </form>
  );
}
