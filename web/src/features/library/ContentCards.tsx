import { Badge, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { StandingBadge } from '~/ui/StandingBadge';
import { When } from '~/ui/When';

import { DraftBadge } from './ContentTable';
import type { Summary } from './content';
import { libraryWords } from './words';

/** What there is of a kind, a card each. */
export function ContentCards({ found }: { found: Summary[] }) {
  const say = useWords(libraryWords);
  const names = useNames();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
      {found.map((one) => (
        <Card key={one.key} withBorder component={Link} to={`/${one.kind}s/${one.key}`} padding="md">
          <Stack gap="xs" h="100%" justify="space-between">
            <div>
              <Group gap={6} wrap="nowrap" mb={2}>
                {one.lock === 'locked' && <IconLock size={16} aria-label={say('lock.locked')} />}
                <Text fw={650} truncate>
                  {one.title || one.key}
                </Text>
              </Group>
              <Text size="xs" c="dimmed">
                {one.key} · {say('versionNumber', { number: one.version })}
              </Text>
              <Text size="sm" lineClamp={2} mt={6}>
                {one.description || one.owner}
              </Text>
            </div>
            <div>
              <Group gap={6} mb={6}>
                {one.standing && <StandingBadge standing={one.standing} />}
                {one.draft && <DraftBadge />}
                {one.tags.slice(0, 3).map((tag) => (
                  <Badge key={tag} size="sm" variant="default" tt="none" fw={500}>
                    {tag}
                  </Badge>
                ))}
              </Group>
              <Text size="xs" c="dimmed">
                {names(one.draft?.author ?? one.author)}, <When at={one.draft?.saved_at ?? one.changed_at} />
              </Text>
            </div>
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  );
}
