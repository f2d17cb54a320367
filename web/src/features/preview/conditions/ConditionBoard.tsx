import { Button, CloseButton, Group, ScrollArea, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconArrowBackUp, IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useMemo, useState } from 'react';

import { usePreviewWords } from '../channels/shared';
import { forcedWith } from '../model/outcomes';
import type { Condition, Forced } from '../model/types';
import { ConditionCard } from './ConditionCard';
import classes from './conditions.module.css';
import { VariantList } from './VariantList';

export interface BoardProps {
  readonly conditions: readonly Condition[];
  readonly forced: Forced;
  readonly selected: string;
  /** An expression in the words of a person. */
  readonly plain: (expression: string) => string;
  readonly onForce: (forced: Forced) => void;
  readonly onGo: (node: string) => void;
  readonly onClose: () => void;
}

/** Everything that decides in this communication: how it came out, and the other side of it at a touch. */
export function ConditionBoard(props: BoardProps) {
  const { conditions, forced, onForce, onClose } = props;
  const say = usePreviewWords();
  return (
    <aside className={classes.board} aria-label={say('board.title')}>
      <Group justify="space-between" wrap="nowrap" px="md" pt="sm">
        <Title order={2} size="h5">
          {say('board.title')}
        </Title>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconArrowBackUp size={15} aria-hidden />}
            disabled={Object.keys(forced).length === 0}
            onClick={() => {
              onForce({});
            }}
          >
            {say('board.reset')}
          </Button>
          <CloseButton aria-label={say('board.close')} onClick={onClose} />
        </Group>
      </Group>
      <Tabs defaultValue="conditions" className={classes.tabs} keepMounted={false}>
        <Tabs.List px="sm">
          <Tabs.Tab value="conditions">{say('board.tab')}</Tabs.Tab>
          <Tabs.Tab value="variants">{say('variants.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="conditions" className={classes.panel}>
          <Cards {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="variants" className={classes.panel}>
          <VariantList {...props} conditions={conditions.filter(({ node }) => node !== 'template')} />
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}

function Cards({ conditions, forced, selected, plain, onForce, onGo }: BoardProps) {
  const say = usePreviewWords();
  const [head, setHead] = useState(false);
  // What is forced to be hidden hides what is in it: that stays listed, so that it can be taken back.
  const met = useMemo(
    () => conditions.filter((one) => one.met > 0 || one.key in forced),
    [conditions, forced],
  );
  const inHead = met.filter(({ node }) => node === 'template');
  const unmet = conditions.length - met.length;
  const card = (condition: Condition) => (
    <ConditionCard
      key={condition.key}
      condition={condition}
      forced={forced[condition.key]}
      selected={condition.node === selected}
      plain={plain}
      onForce={(outcome) => {
        onForce(forcedWith(forced, condition.key, outcome));
      }}
      onGo={() => {
        onGo(condition.node);
      }}
    />
  );
  return (
    <ScrollArea h="100%" type="auto" viewportProps={{ tabIndex: 0 }}>
      <Stack gap="sm" p="md">
        <Text size="xs" c="dimmed">
          {say(met.length > 0 ? 'board.intro' : 'board.nothing')}
        </Text>
        {met.filter(({ node }) => node !== 'template').map(card)}
        {inHead.length > 0 && (
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            justify="start"
            aria-expanded={head}
            rightSection={
              head ? <IconChevronUp size={14} aria-hidden /> : <IconChevronDown size={14} aria-hidden />
            }
            onClick={() => {
              setHead(!head);
            }}
          >
            {say('board.head', { count: inHead.length })}
          </Button>
        )}
        {head && inHead.map(card)}
        {unmet > 0 && (
          <Text size="xs" c="dimmed">
            {say('board.unmet', { count: unmet })}
          </Text>
        )}
      </Stack>
    </ScrollArea>
  );
}
