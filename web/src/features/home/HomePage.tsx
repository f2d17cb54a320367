import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';

import { homeWords } from './words';

/** Where everybody begins. */
export function HomePage() {
  const say = useWords(homeWords);
  return <Page title={say('hello', { name: useMe().name })}>{null}</Page>;
}
