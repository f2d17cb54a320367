import { ActionIcon, Code, CopyButton, Group, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

import { useWords } from '~/app/words';

import { uiWords } from './words';

const SHOWN = 12;

/** A digest by its first digits; the whole of it is copied. */
export function Digest({ of: digest, label }: { of: string; label?: string }) {
  const say = useWords(uiWords);
  const what = label ?? say('digest');
  return (
    <Group gap={2} wrap="nowrap" display="inline-flex">
      <Tooltip label={digest} multiline maw={420} style={{ wordBreak: 'break-all' }}>
        <Code fz="xs">{digest.replace('sha256:', '').slice(0, SHOWN)}</Code>
      </Tooltip>
      <CopyButton value={digest}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            onClick={copy}
            aria-label={copied ? say('copied') : `${say('copy')}: ${what}`}
          >
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </ActionIcon>
        )}
      </CopyButton>
    </Group>
  );
}
