import { Button, Stack, Text } from '@mantine/core';
import { Link, useRouteError } from 'react-router';

import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { shellWords } from './shell/words';
import { useWords } from './words';

/** There is no page at this address. */
export function NotFound() {
  const say = useWords(shellWords);
  return (
    <Page title={say('notFound')} width={720}>
      <Stack align="flex-start">
        <Text>{say('notFoundWhy')}</Text>
        <Button component={Link} to="/">
          {say('goHome')}
        </Button>
      </Stack>
    </Page>
  );
}

/** A page that failed: what is known of why. The rest of the application goes on. */
export function Broken() {
  const say = useWords(shellWords);
  const error = useRouteError();
  return (
    <Page title={say('broken')} width={720}>
      <Stack align="flex-start">
        <ProblemAlert problem={error} />
        <Button
          onClick={() => {
            window.location.reload();
          }}
        >
          {say('reload')}
        </Button>
      </Stack>
    </Page>
  );
}
