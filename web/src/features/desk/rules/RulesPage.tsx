import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChecklist, IconHistory, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { answered, api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { governWords } from '../governWords';
import { RuleDialog } from './RuleDialog';
import { EndRule } from './EndRule';
import { touched, useTemplates } from './touched';

export type Rule = Model<'RuleShown'>;

/** Mandatory blocks: which templates carry which block, whatever else they say. */
export function RulesPage() {
  const say = useWords(governWords);
  const { roles } = useMe();
  // Rules are for who manages and for Compliance, whichever folder they are of.
  const may = roles.some(({ role }) => role === 'administrator' || role === 'compliance');
  const [editing, setEditing] = useState<Rule | 'new' | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['rules'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/rules', { params: { query: { limit: 200, cursor } }, signal }))),
  });
  return (
    <Page
      title={say('rules')}
      intro={say('rulesIntro')}
      width={1000}
      actions={
        may && (
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => {
              setEditing('new');
            }}
          >
            {say('newRule')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading h="30vh" />}
        {data?.length === 0 && (
          <Empty icon={IconChecklist} title={say('noRules')}>
            {say('noRulesWhy')}
          </Empty>
        )}
        {data?.map((rule) => (
          <RuleCard
            key={rule.key}
            rule={rule}
            onEdit={
              may
                ? () => {
                    setEditing(rule);
                  }
                : null
            }
          />
        ))}
      </Stack>
      {editing && (
        <RuleDialog
          rule={editing === 'new' ? null : editing}
          onClose={() => {
            setEditing(null);
          }}
        />
      )}
    </Page>
  );
}

function RuleCard({ rule, onEdit }: { rule: Rule; onEdit: (() => void) | null }) {
  const say = useWords(governWords);
  const [history, setHistory] = useState(false);
  const { data: templates = [] } = useTemplates();
  const count = touched(rule, templates).length;
  return (
    <Paper withBorder p="md" component="section" aria-label={rule.key}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Stack gap={4}>
          <Text component="div">
            {rule.tags.length === 0 && `${say('allTemplates')} `}
            {rule.tags.length > 0 && `${say('withTags', { tags: rule.tags.join(' + ') })} `}
            {rule.jurisdictions.length > 0 &&
              `${say('inPlaces', { places: rule.jurisdictions.join(', ') })} `}
            → {say('ruleSays')}{' '}
            <Anchor component={Link} to={`/blocks/${rule.block}`} fw={650}>
              {rule.block}
            </Anchor>
          </Text>
          <Text size="sm">{rule.reason}</Text>
          <Group gap="xs">
            <Text size="xs" c="dimmed">
              {rule.key} · {say('numbered', { number: rule.number })}
            </Text>
            <Badge variant="light" color={count ? 'blue' : 'gray'} tt="none">
              {count ? say('touches', { count }) : say('touchesNone')}
            </Badge>
          </Group>
        </Stack>
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconHistory size={15} aria-hidden />}
            aria-expanded={history}
            onClick={() => {
              setHistory(!history);
            }}
          >
            {say('history')}
          </Button>
          {onEdit && (
            <>
              <Button
                size="compact-sm"
                variant="subtle"
                leftSection={<IconPencil size={15} aria-hidden />}
                onClick={onEdit}
              >
                {say('edit')}
              </Button>
              <EndRule rule={rule} />
            </>
          )}
        </Group>
      </Group>
      {history && <History rule={rule.key} />}
    </Paper>
  );
}

function History({ rule }: { rule: string }) {
  const say = useWords(governWords);
  const names = useNames();
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['rules', rule, 'versions'],
    queryFn: ({ signal }) =>
      all((cursor) =>
        ok(
          api.GET('/v1/rules/{rule}/versions', {
            params: { path: { rule }, query: { limit: 200, cursor } },
            signal,
          }),
        ),
      ),
  });
  if (!data) return <Loading mih={40} />;
  return (
    <Stack gap={6} mt="sm" component="ol" style={{ listStyle: 'none', paddingLeft: 0 }}>
      {[...data].reverse().map((one) => (
        <li key={one.number}>
          <Text size="sm">
            <b>{say('numbered', { number: one.number })}</b> ·{' '}
            {say('byAt', { name: names(one.author), when: formats.dateTime(one.at) })}
            {one.ended && ` · ${say('ended')}`}
          </Text>
          <Text size="xs" c="dimmed">
            {[...one.tags, ...one.jurisdictions].join(', ')} → {one.block}: {one.reason}
          </Text>
        </li>
      ))}
    </Stack>
  );
}

/** A rule with the ETag it is changed on. */
export function useRule(key: string | null) {
  return useQuery({
    queryKey: ['rules', key],
    enabled: key !== null,
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/rules/{rule}', { params: { path: { rule: key ?? '' } }, signal })),
  });
}
