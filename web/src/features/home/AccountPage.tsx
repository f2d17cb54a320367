import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';

import { homeWords } from './words';

export function AccountPage() {
  const say = useWords(homeWords);
  return <Page title={say('account')}>{null}</Page>;
}
