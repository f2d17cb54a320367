import { Anchor, Badge, Group, Select, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { BlockNode } from '~/format/nodes';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { StandingBadge } from '~/ui/StandingBadge';

import { Row } from '../fields/Row';
import type { NodeForm } from './form';
import { SlotField, slotOf } from './SlotField';
import { inspectorWords } from './words';

function useBlock(key: string) {
  return useQuery({
    queryKey: ['blocks', key, 'for-inspector'],
    staleTime: 60_000,
    queryFn: async () => {
      const path = { path: { key } };
      const [summary, versions, { definition }] = await Promise.all([
        ok(api.GET('/v1/blocks/{key}', { params: path })),
        ok(api.GET('/v1/blocks/{key}/versions', { params: { ...path, query: { limit: 200 } } })),
        ok(api.GET('/v1/blocks/{key}/definition', { params: path })),
      ]);
      return { summary, versions: versions.items, definition };
    },
  });
}

/** A content block: whose it is and what it is worth, the version, and what it needs from the data. */
export function BlockForm({ node, change, fixed }: NodeForm<BlockNode>) {
  const say = useWords(inspectorWords);
  const formats = useFormats();
  const { definition: letter } = useEditorSession();
  const { data, error, isPending, refetch } = useBlock(node.block);
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  const { summary, versions, definition } = data;
  const pinned = versions.find((version) => version.number === node.version) ?? versions[0];
  const spoken = [summary.language, ...summary.locales];
  const wanted = [letter.language, ...localesOf(letter.locales)];
  const missing = wanted.flatMap((each) =>
    typeof each === 'string' && !spoken.includes(each) ? [formats.language(each)] : [],
  );
  const slots = Object.entries((definition.slots ?? {}) as Record<string, unknown>);
  return (
    <Stack gap={8}>
      <Anchor component={Link} to={`/blocks/${node.block}`} fw={600} size="sm">
        {summary.title}
      </Anchor>
      {summary.lock === 'locked' && (
        <Group gap={4} wrap="nowrap" c="dimmed">
          <IconLock size={14} aria-hidden />
          <Text size="xs">{say('lockedBlock')}</Text>
        </Group>
      )}
      <Fact label={say('blockOwner')}>{summary.owner}</Fact>
      <Fact label={say('blockStanding')}>{pinned && <StandingBadge standing={pinned.standing} />}</Fact>
      <Fact label={say('blockLanguages')}>
        <Group gap={4}>
          {spoken.map((each) => (
            <Badge key={each} size="sm" variant="default" tt="none">
              {formats.language(each)}
            </Badge>
          ))}
        </Group>
      </Fact>
      {missing.length > 0 && (
        <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="note">
          {say('missingLanguages', { languages: missing.join(', ') })}
        </Text>
      )}
      <Row label={say('blockVersion')}>
        {(id) => (
          <Select
            id={id}
            size="xs"
            disabled={fixed}
            allowDeselect={false}
            value={node.version === undefined ? '' : node.version.toString()}
            data={[
              { value: '', label: say('newestVersion') },
              ...versions.map(({ number }) => ({
                value: number.toString(),
                label: say('versionNumber', { number }),
              })),
            ]}
            onChange={(version) => {
              change({ version: version ? Number(version) : undefined });
            }}
          />
        )}
      </Row>
      <Text size="xs" fw={600} mt={4}>
        {slots.length ? say('slots') : say('noSlots')}
      </Text>
      {slots.map(([name, schema]) => (
        <SlotField
          key={name}
          slot={slotOf(name, schema)}
          value={node.slots?.[name] ?? ''}
          disabled={fixed}
          onChange={(value) => {
            change({ slots: { ...node.slots, [name]: value } });
          }}
        />
      ))}
    </Stack>
  );
}

function localesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Text size="xs" c="dimmed" w={92} pt={2} style={{ flex: 'none' }}>
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </Group>
  );
}
