import { Button, CopyButton, Group, TextInput } from '@mantine/core';

import { useWords } from '~/app/words';

import { uiWords } from './words';

/** Something to take along, such as a secret that is shown once. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const say = useWords(uiWords);
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        style={{ flex: 1 }}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy}>
            {say(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </Group>
  );
}
