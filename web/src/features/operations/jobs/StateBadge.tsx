import { Badge } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconLoader,
  IconPlayerStop,
  type Icon,
} from '@tabler/icons-react';

import { useWords } from '~/app/words';

import type { JobState } from './job';
import { jobWords } from './words';

const LOOKS: Record<JobState, readonly [colour: string, icon: Icon]> = {
  waiting: ['gray', IconClock],
  staging: ['iris', IconLoader],
  working: ['iris', IconLoader],
  finishing: ['iris', IconLoader],
  done: ['green', IconCheck],
  stopped: ['orange', IconAlertTriangle],
  cancelled: ['gray', IconBan],
  refused: ['red', IconPlayerStop],
};

/** How a job stands, by colour, sign and word. */
export function StateBadge({ state, size = 'md' }: { state: JobState; size?: string }) {
  const say = useWords(jobWords);
  const [colour, Sign] = LOOKS[state];
  return (
    <Badge
      variant="light"
      color={colour}
      tt="none"
      size={size}
      leftSection={<Sign size={13} aria-hidden />}
      style={{ flex: 'none' }}
    >
      {say(`state.${state}`)}
    </Badge>
  );
}
