import { Badge } from '@mantine/core';

import type { Model } from '~/api/types';
import { useWords } from '~/app/words';

import { uiWords } from './words';

type Status = Model<'ReleaseShown'>['status'];

const COLOURS: Record<Status, string> = { 'in-force': 'green', recalled: 'red', 'not-in-force': 'gray' };

/** Whether a release is what is sent. */
export function ReleaseBadge({ status }: { status: Status }) {
  const say = useWords(uiWords);
  return (
    <Badge variant="light" color={COLOURS[status]} tt="none">
      {say(`release.${status}`)}
    </Badge>
  );
}
