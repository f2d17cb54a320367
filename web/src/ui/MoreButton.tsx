import { Button, Center } from '@mantine/core';

import { useWords } from '~/app/words';

import { uiWords } from './words';

interface Paged {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The rest of a list that comes a page at a time; nothing once all of it is there. */
export function MoreButton({ list }: { list: Paged }) {
  const say = useWords(uiWords);
  if (!list.hasNextPage) return null;
  return (
    <Center mt="md">
      <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
        {say('more')}
      </Button>
    </Center>
  );
}
