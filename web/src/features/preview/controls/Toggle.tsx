import { ActionIcon, Tooltip } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';

interface ToggleProps {
  readonly label: string;
  readonly icon: Icon;
  readonly on: boolean;
  readonly onToggle: () => void;
}

/** Something that is on or off, as a sign. */
export function Toggle({ label, icon: Shown, on, onToggle }: ToggleProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={on ? 'light' : 'subtle'}
        color={on ? 'iris' : 'gray'}
        size="md"
        aria-label={label}
        aria-pressed={on}
        onClick={onToggle}
      >
        <Shown size={16} stroke={1.8} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
