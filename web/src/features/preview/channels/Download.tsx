import { ActionIcon, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';

import { downloadPart } from '../model/download';
import type { Look } from '../model/request';
import { nameOf, usePreviewWords } from './shared';

/** Download what a channel makes of the record: the PDF, the mail, the text, the page. */
export function Download({ channel, look, disabled }: { channel: string; look: Look; disabled: boolean }) {
  const say = usePreviewWords();
  const { mutate, isPending } = useMutation({
    mutationFn: () => downloadPart(look, channel),
    onError: (problem) => {
      notifications.show({ color: 'red', title: say('download.failed'), message: problem.message });
    },
  });
  const label = say('download.part', { channel: nameOf(channel, say) });
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        loading={isPending}
        disabled={disabled}
        onClick={() => {
          mutate();
        }}
      >
        <IconDownload size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
