import { Group, Text } from '@mantine/core';

/** The product's sign and name. */
export function Mark() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/icon.svg" alt="" width={26} height={26} />
      <Text fw={700} size="lg" lh={1}>
        ccm
      </Text>
    </Group>
  );
}
