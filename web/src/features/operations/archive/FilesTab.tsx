import { ActionIcon, Button, Code, Group, Stack, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconCheck, IconDownload, IconX } from '@tabler/icons-react';

import { ApiProblem } from '~/api/problem';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';
import { BAD, GOOD } from '~/ui/tones';

import { channelName, channelWords } from '../channels';
import type { Whole } from './CommunicationPage';
import { archiveWords } from './words';

/** Every file to the byte, with its digest, which is counted again here. */
export function FilesTab({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  const formats = useFormats();
  const check = useMutation({ mutationFn: () => digestsOf(whole) });
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {say('reprintDone')}
        </Text>
        <Button
          size="xs"
          variant="default"
          loading={check.isPending}
          onClick={() => {
            check.mutate();
          }}
        >
          {say('check')}
        </Button>
      </Group>
      {check.error && <ProblemAlert problem={check.error} />}
      <SheetTable label={say('files')} head={[say('file'), say('channel'), say('size'), say('digest'), '']}>
        {whole.files.map(({ name, channel, size, digest }) => (
          <Table.Tr key={name}>
            <Table.Td fw={500}>{name}</Table.Td>
            <Table.Td>{channel === null ? say('record') : channelName(sayChannel, channel)}</Table.Td>
            <Table.Td>{formats.bytes(size)}</Table.Td>
            <Table.Td>
              <Code fz={11} style={{ overflowWrap: 'anywhere' }}>
                {digest.replace('sha256:', '')}
              </Code>
              {check.data && <Match same={check.data.get(name) === digest} />}
            </Table.Td>
            <Table.Td>
              <ActionIcon
                component="a"
                href={address(whole.id, name)}
                download={name}
                variant="subtle"
                aria-label={`${say('open')}: ${name}`}
              >
                <IconDownload size={16} aria-hidden />
              </ActionIcon>
            </Table.Td>
          </Table.Tr>
        ))}
      </SheetTable>
    </Stack>
  );
}

function Match({ same }: { same: boolean }) {
  const say = useWords(archiveWords);
  const Sign = same ? IconCheck : IconX;
  return (
    <Group gap={4} c={same ? GOOD : BAD}>
      <Sign size={14} aria-hidden />
      <Text size="xs">{say(same ? 'checked' : 'mismatch')}</Text>
    </Group>
  );
}

function address(communication: string, file: string): string {
  return `/v1/communications/${communication}/files/${encodeURIComponent(file)}`;
}

async function digestsOf(whole: Whole): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { name } of whole.files) {
    const answer = await fetch(address(whole.id, name)).catch(() => {
      throw ApiProblem.unreachable();
    });
    if (!answer.ok) throw new ApiProblem(answer.status, '', answer.statusText, '');
    const digest = await crypto.subtle.digest('SHA-256', await answer.arrayBuffer());
    const hex = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    found.set(name, `sha256:${hex}`);
  }
  return found;
}
