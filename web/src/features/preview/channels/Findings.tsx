import { Badge, List, Popover, Stack, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';

import type { AnyView, Finding } from '../model/types';
import classes from './lanes.module.css';
import { usePreviewWords } from './shared';

const COLOURS = { error: 'red', warning: 'yellow', note: 'blue' } as const;

/** How many findings a channel has; pressed, it tells them. */
export function FindingsMark({ view, name }: { view: AnyView; name: string }) {
  const say = usePreviewWords();
  if (view.findings.length === 0) return null;
  const count = view.findings.length;
  return (
    <Popover width={320} position="bottom-end" withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton
          aria-label={`${say('findings.of', { channel: name })}: ${say('findings', { count })}`}
        >
          <Badge variant="light" color={view.failed ? 'red' : 'yellow'} tt="none" className={classes.badge}>
            {view.failed ? say('failed.short') : say('findings', { count })}
          </Badge>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <FindingList findings={view.findings} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** A channel that cannot carry the message: why, where the message would have been. */
export function Failure({ findings }: { findings: readonly Finding[] }) {
  const say = usePreviewWords();
  return (
    <div className={classes.failure}>
      <Stack gap="sm" align="flex-start">
        <ThemeIcon color="red" variant="light" size={44} radius="xl">
          <IconCircleX size={24} stroke={1.7} aria-hidden />
        </ThemeIcon>
        <Text fw={650} size="sm">
          {say('failed')}
        </Text>
        <FindingList findings={findings} />
      </Stack>
    </div>
  );
}

function FindingList({ findings }: { findings: readonly Finding[] }) {
  const say = usePreviewWords();
  return (
    <List size="sm" spacing="xs" listStyleType="none">
      {findings.map((finding, index) => {
        const severity = finding.severity in COLOURS ? (finding.severity as keyof typeof COLOURS) : 'note';
        const Icon =
          severity === 'error' ? IconCircleX : severity === 'warning' ? IconAlertTriangle : IconInfoCircle;
        return (
          <List.Item
            key={index}
            icon={
              <Icon
                size={16}
                color={`var(--mantine-color-${COLOURS[severity]}-filled)`}
                aria-label={say(`severity.${severity}`)}
              />
            }
          >
            {finding.message}
            {finding.path && (
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                {finding.path}
              </Text>
            )}
          </List.Item>
        );
      })}
    </List>
  );
}
