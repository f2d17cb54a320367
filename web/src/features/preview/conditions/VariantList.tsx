import { ActionIcon, Group, ScrollArea, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo, useState } from 'react';

import { usePreviewWords } from '../channels/shared';
import { conditionName, sameForced } from '../model/outcomes';
import type { Condition, Forced } from '../model/types';
import { variantsOf } from '../model/variants';
import classes from './conditions.module.css';
import { outcomeWords } from './outcomeWords';

interface VariantsProps {
  readonly conditions: readonly Condition[];
  readonly forced: Forced;
  readonly plain: (expression: string) => string;
  readonly onForce: (forced: Forced) => void;
}

/** Every variant of the document, to go through one after the other. */
export function VariantList({ conditions, forced, plain, onForce }: VariantsProps) {
  const say = usePreviewWords();
  // The list stays the same while one goes through it, whatever a variant hides.
  const [listed] = useState(conditions);
  const { variants, all } = useMemo(() => variantsOf(listed), [listed]);
  const at = variants.findIndex(({ force }) => sameForced(force, forced));
  const go = (index: number): void => {
    const variant = variants[(index + variants.length) % variants.length];
    if (variant) onForce(variant.force);
  };
  return (
    <Stack gap={0} h="100%">
      <Group justify="space-between" wrap="nowrap" p="md" pb="xs" gap="xs">
        <Text size="xs" c="dimmed">
          {say(all ? 'variants.all' : 'variants.pairs', { count: variants.length })}
        </Text>
        <Group gap={2} wrap="nowrap">
          <ActionIcon
            variant="default"
            size="md"
            aria-label={say('variants.previous')}
            onClick={() => {
              go(at - 1);
            }}
          >
            <IconChevronLeft size={15} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size="md"
            aria-label={say('variants.next')}
            onClick={() => {
              go(at + 1);
            }}
          >
            <IconChevronRight size={15} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      <ScrollArea flex={1} type="auto">
        <Stack gap={2} px="xs" pb="md">
          {variants.map(({ differs }, index) => (
            <UnstyledButton
              key={index}
              className={classes.variant}
              aria-pressed={index === at}
              onClick={() => {
                go(index);
              }}
            >
              <span className={classes.number}>{index + 1}</span>
              <span>
                {differs.length === 0 && say('variants.own')}
                {differs.map(({ condition, outcome }) => (
                  <span key={condition.key} className={classes.difference}>
                    {say('outcome.is', {
                      what: conditionName(condition),
                      outcome: outcomeWords(condition, outcome, say, plain),
                    })}
                  </span>
                ))}
              </span>
            </UnstyledButton>
          ))}
        </Stack>
      </ScrollArea>
    </Stack>
  );
}
