import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';

import { ProblemAlert } from '~/ui/ProblemAlert';

import { usePreviewWords } from '../channels/shared';
import type { Seen } from '../model/viewing';
import classes from '../preview.module.css';

/** Whether what is shown is the newest; where it is not, why. */
export function Freshness({ seen }: { seen: Seen }) {
  const say = usePreviewWords();
  const problem = seen.problem ?? seen.paperProblem;
  const now: 'refreshing' | 'stale' | 'fresh' =
    seen.busy || seen.paperBusy ? 'refreshing' : problem ? 'stale' : seen.about ? 'fresh' : 'refreshing';
  // What is done in a moment is not worth telling: it would flicker at every key.
  const [later] = useDebouncedValue(now, 300);
  const state = now === 'refreshing' ? later : now;
  const sign = <span className={classes.dot} data-state={state} aria-hidden />;
  const look = {
    display: 'flex',
    alignItems: 'center',
    gap: 7,
    minWidth: 108,
    minHeight: 24,
    paddingInline: 6,
  };
  if (!problem) {
    return (
      <div style={look} data-freshness={state}>
        {sign}
        <Text size="xs" c="dimmed">
          {say(state)}
        </Text>
      </div>
    );
  }
  return (
    <Popover width={420} position="bottom-end" withArrow shadow="md">
      <Popover.Target>
        <UnstyledButton style={look} data-freshness={state}>
          {sign}
          <Text size="xs" td="underline">
            {say(state)}
          </Text>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" c="dimmed" mb="sm">
          {say('stale.why')}
        </Text>
        <ProblemAlert problem={problem} />
      </Popover.Dropdown>
    </Popover>
  );
}
