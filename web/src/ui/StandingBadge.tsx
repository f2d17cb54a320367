import { Badge } from '@mantine/core';

import type { Model } from '~/api/types';
import { useWords } from '~/app/words';

import { uiWords } from './words';

type Standing = Model<'VersionShown'>['standing'];

const COLOURS: Record<Standing, string> = {
  approved: 'green',
  recalled: 'red',
  void: 'yellow',
  'not-approved': 'gray',
};

/** What the approval of a version is worth today. */
export function StandingBadge({ standing }: { standing: Standing }) {
  const say = useWords(uiWords);
  return (
    <Badge variant="light" color={COLOURS[standing]} tt="none">
      {say(`standing.${standing}`)}
    </Badge>
  );
}
