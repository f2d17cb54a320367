import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';

import { Keys } from './Keys';
import { keyWords } from './words';

/** Everybody's API keys. */
export function KeysPage() {
  const say = useWords(keyWords);
  return (
    <Page title={say('title')} intro={say('intro')}>
      <Keys />
    </Page>
  );
}
