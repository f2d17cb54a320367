import { Button, SimpleGrid } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useMay, useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';

import { Awaiting, Drafts, Jobs, Released } from './overviews';
import { homeWords } from './words';

/** Where everybody begins: what awaits them, and what is under way. */
export function HomePage() {
  const say = useWords(homeWords);
  const mayWrite = useMay('edit');
  const mayDecide = useMay('decide');
  const mayView = useMay('view');
  return (
    <Page
      title={say('hello', { name: useMe().name })}
      actions={
        mayWrite && (
          <Button component={Link} to="/templates" leftSection={<IconPencil size={16} aria-hidden />}>
            {say('write')}
          </Button>
        )
      }
    >
      {mayView && (
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
          {mayDecide && <Awaiting />}
          {mayWrite && <Drafts />}
          <Released />
          <Jobs />
        </SimpleGrid>
      )}
    </Page>
  );
}
