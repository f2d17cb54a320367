import { Anchor, Group, Paper, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { When } from '~/ui/When';

import { useBegun, type Plural } from './content';
import { libraryWords } from './words';

/** What was begun and has no version yet. */
export function Begun({ plural }: { plural: Plural }) {
  const say = useWords(libraryWords);
  const names = useNames();
  const { data: drafts = [] } = useBegun(plural);
  if (drafts.length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={say('begun')}>
      <Text fw={600} size="sm" mb="xs">
        {say('begun')}
      </Text>
      {drafts.map((one) => (
        <Group key={one.key} gap="xs">
          <IconPencil size={16} aria-hidden />
          <Anchor
            component={Link}
            to={plural === 'brands' ? `/${plural}/${one.key}` : `/${plural}/${one.key}/edit`}
            size="sm"
          >
            {one.title || one.key}
          </Anchor>
          <Text size="xs" c="dimmed">
            {names(one.author)}, <When at={one.saved_at} />
          </Text>
        </Group>
      ))}
    </Paper>
  );
}
