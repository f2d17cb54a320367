import { Center, Loader, type CenterProps } from '@mantine/core';

import { useWords } from '~/app/words';

import { uiWords } from './words';

/** Something is on its way. */
export function Loading(props: CenterProps) {
  const say = useWords(uiWords);
  return (
    <Center mih={120} role="status" aria-label={say('loading')} {...props}>
      <Loader size="sm" type="dots" />
    </Center>
  );
}
