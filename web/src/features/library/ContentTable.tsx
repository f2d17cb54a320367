import { Anchor, Badge, Group, Paper, Table, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { StandingBadge } from '~/ui/StandingBadge';
import { When } from '~/ui/When';
import { uiWords } from '~/ui/words';

import type { Plural, Summary } from './content';
import { libraryWords } from './words';

/** What there is of a kind, a row each. */
export function ContentTable({ plural, found }: { plural: Plural; found: Summary[] }) {
  const say = useWords(libraryWords);
  const sayUi = useWords(uiWords);
  const names = useNames();
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('name')}</Table.Th>
              <Table.Th>{say('standing')}</Table.Th>
              {plural === 'blocks' && <Table.Th>{say('owner')}</Table.Th>}
              {plural === 'templates' && <Table.Th>{say('channels')}</Table.Th>}
              {plural !== 'brands' && <Table.Th>{say('languages')}</Table.Th>}
              <Table.Th>{say('folder')}</Table.Th>
              <Table.Th>{say('changed')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.map((one) => (
              <Table.Tr key={one.key}>
                <Table.Td maw={340}>
                  <Group gap={6} wrap="nowrap">
                    {one.lock === 'locked' && <IconLock size={15} aria-label={say('lock.locked')} />}
                    <Anchor component={Link} to={`/${plural}/${one.key}`} size="sm" fw={600}>
                      {one.title || one.key}
                    </Anchor>
                  </Group>
                  <Group gap={6}>
                    <Text size="xs" c="dimmed">
                      {one.key} · {say('versionNumber', { number: one.version })}
                    </Text>
                    {one.tags.map((tag) => (
                      <Badge key={tag} size="xs" variant="default" tt="none" fw={500}>
                        {tag}
                      </Badge>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>
                  <Group gap={6}>
                    {one.standing && <StandingBadge standing={one.standing} />}
                    {one.draft && <DraftBadge />}
                    {one.retired_on && (
                      <Badge variant="light" color="gray" tt="none">
                        {say('isRetired')}
                      </Badge>
                    )}
                  </Group>
                </Table.Td>
                {plural === 'blocks' && <Table.Td>{one.owner}</Table.Td>}
                {plural === 'templates' && (
                  <Table.Td>
                    <Text size="sm">
                      {one.channels.map((channel) => sayUi(`channel.${channel as 'pdf'}`)).join(', ')}
                    </Text>
                  </Table.Td>
                )}
                {plural !== 'brands' && (
                  <Table.Td>
                    <Text size="sm">{[one.language, ...one.locales].join(', ')}</Text>
                  </Table.Td>
                )}
                <Table.Td>{one.folder || '–'}</Table.Td>
                <Table.Td>
                  <Text size="sm">{names(one.draft?.author ?? one.author)}</Text>
                  <Text size="xs" c="dimmed">
                    <When at={one.draft?.saved_at ?? one.changed_at} />
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

export function DraftBadge() {
  const say = useWords(libraryWords);
  return (
    <Badge variant="outline" tt="none">
      {say('draft')}
    </Badge>
  );
}
