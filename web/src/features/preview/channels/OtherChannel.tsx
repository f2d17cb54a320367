import { List, Text } from '@mantine/core';

import { useFormats } from '~/app/formats';

import type { OtherView } from '../model/types';

/** A channel that another package renders: the files it makes. */
export function OtherChannel({ view }: { view: OtherView }) {
  const formats = useFormats();
  return (
    <List p="md" size="sm">
      {(view.parts ?? []).map((part) => (
        <List.Item key={part.name}>
          {part.name}{' '}
          <Text span size="xs" c="dimmed">
            {formats.bytes(part.bytes)}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
