import { Badge, Group, Radio, SegmentedControl, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconArrowsSplit2, IconEye, IconEyeOff, IconList } from '@tabler/icons-react';

import { usePreviewWords } from '../channels/shared';
import { conditionName } from '../model/outcomes';
import type { Condition, Outcome } from '../model/types';
import { outcomesOf } from '../model/variants';
import classes from './conditions.module.css';
import { outcomeWords } from './outcomeWords';

const DATA = 'data';

interface CardProps {
  readonly condition: Condition;
  readonly forced: Outcome | undefined;
  readonly selected: boolean;
  readonly plain: (expression: string) => string;
  readonly onForce: (outcome: Outcome | undefined) => void;
  readonly onGo: () => void;
}

/** One thing that decides: in words, how it came out, and the way to have it otherwise. */
export function ConditionCard({ condition, forced, selected, plain, onForce, onGo }: CardProps) {
  const say = usePreviewWords();
  const name = conditionName(condition);
  const { outcome, kind } = condition;
  const Icon =
    kind === 'choice'
      ? IconArrowsSplit2
      : kind === 'rows'
        ? IconList
        : outcome === false
          ? IconEyeOff
          : IconEye;
  const value = forced === undefined ? DATA : forced.toString();
  const label = say('board.force', { what: name });
  const words = (one: Outcome): string => outcomeWords(condition, one, say, plain);
  const choose = (chosen: string): void => {
    onForce(outcomesOf(condition).find((one) => one.toString() === chosen));
  };
  return (
    <section
      className={classes.card}
      aria-label={name}
      data-key={condition.key}
      data-selected={selected || undefined}
      data-forced={forced !== undefined || undefined}
    >
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <UnstyledButton className={classes.title} onClick={onGo} title={say('board.go', { what: name })}>
          <Icon size={15} stroke={1.8} aria-hidden />
          <Text size="sm" fw={600} truncate component="span">
            {name}
          </Text>
        </UnstyledButton>
        {kind !== 'choice' && (
          <Badge
            size="sm"
            variant="light"
            tt="none"
            color={forced === undefined ? 'gray' : 'iris'}
            className={classes.outcome}
          >
            {outcome === null ? say('board.mixed', { count: condition.met }) : words(outcome)}
          </Badge>
        )}
      </Group>
      {condition.expression && kind === 'condition' && (
        <Text className={classes.words}>{plain(condition.expression)}</Text>
      )}
      {kind === 'choice' ? (
        <Radio.Group value={value} onChange={choose} aria-label={label}>
          <Stack gap={10}>
            <Radio size="xs" value={DATA} label={say('board.data')} />
            {outcomesOf(condition).map((one) => (
              <Radio
                key={one.toString()}
                size="xs"
                value={one.toString()}
                label={
                  <span className={classes.branch}>
                    {words(one)}
                    {one === outcome && (
                      <Badge size="xs" variant="light" tt="none" ml={6}>
                        {say('board.now')}
                      </Badge>
                    )}
                  </span>
                }
              />
            ))}
          </Stack>
        </Radio.Group>
      ) : (
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label={label}
          value={value}
          onChange={choose}
          data={[
            { value: DATA, label: say('board.data') },
            ...outcomesOf(condition)
              .filter((one) => kind === 'condition' || one === false)
              .map((one) => ({ value: one.toString(), label: words(one) })),
          ]}
        />
      )}
      {forced !== undefined && (
        <Text size="xs" c="dimmed">
          {condition.own === null
            ? say('board.ownUnknown')
            : say('board.own', { outcome: words(condition.own) })}
        </Text>
      )}
    </section>
  );
}
