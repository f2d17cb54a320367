import { Alert, Button, Divider, Stack, Text } from '@mantine/core';

import { useWords } from '../words';
import { useDoor } from './door';
import { sessionWords } from './words';

/** Signing in with an identity provider, where the server has one, and why that failed a moment ago. */
export function OtherWays() {
  const say = useWords(sessionWords);
  const { data } = useDoor();
  if (!data?.provider) return null;
  const here = `${window.location.pathname}${window.location.search}`;
  return (
    <Stack mb="lg">
      {data.refusal && (
        <Alert color="red" variant="light" role="alert" title={say('refused')}>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {data.refusal}
          </Text>
        </Alert>
      )}
      <Button
        component="a"
        href={`/v1/oidc/sign-in?to=${encodeURIComponent(here)}`}
        size="md"
        variant="default"
      >
        {say('provider', { provider: data.provider })}
      </Button>
      <Divider
        label={
          <Text span size="xs" c="dimmed">
            {say('or')}
          </Text>
        }
      />
    </Stack>
  );
}
