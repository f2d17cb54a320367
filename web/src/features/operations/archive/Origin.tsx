import { Badge, Button, Grid, Group, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { Loading } from '~/ui/Loading';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet, SheetTable } from '~/ui/Sheet';

import { channelName, channelWords } from '../channels';
import { About } from './About';
import type { Whole } from './CommunicationPage';
import type { ApprovalSaid, ManifestSaid } from './manifest';
import { archiveWords } from './words';

/** The manifest in words: the release, who approved every part of it, and why these channels. */
export function Origin({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const manifest = useQuery({
    queryKey: ['communications', whole.id, 'manifest'],
    staleTime: Infinity,
    queryFn: async () => {
      const said: unknown = await ok(
        api.GET('/v1/communications/{communication}/manifest', {
          params: { path: { communication: whole.id } },
        }),
      );
      return said as ManifestSaid;
    },
  });
  if (manifest.isPending) return <Loading />;
  if (manifest.error) return <ProblemAlert problem={manifest.error} />;
  const { release, choice } = manifest.data;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Stack gap="md">
          <Sheet>
            <Text size="sm">{say('madeOf', { release: release.name })}</Text>
            <Group gap="xs" mt={6}>
              <Digest of={release.digest} />
              <Button
                component="a"
                href={`/v1/communications/${whole.id}/manifest`}
                download="manifest.json"
                size="compact-xs"
                variant="subtle"
                leftSection={<IconDownload size={14} aria-hidden />}
              >
                {say('manifest')}
              </Button>
            </Group>
          </Sheet>
          <SheetTable label={say('approvals')} head={[say('subjectName'), say('approvedBy')]}>
            {release.approvals?.map((one) => (
              <Approval
                key={`${one.kind} ${one.key}`}
                approval={one}
                locked={one.kind === 'block' && release.blocks?.[one.key]?.locked === true}
              />
            ))}
          </SheetTable>
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Stack gap="md">
          <Sheet>
            <About whole={whole} />
          </Sheet>
          {choice && <Choice choice={choice} />}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}

function Approval({ approval, locked }: { approval: ApprovalSaid; locked: boolean }) {
  const say = useWords(archiveWords);
  const formats = useFormats();
  const nameOf = useNames();
  return (
    <Table.Tr>
      <Table.Td style={{ verticalAlign: 'top' }}>
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {approval.key}
          </Text>
          {locked && (
            <Badge variant="light" color="yellow" tt="none" size="sm">
              {say('locked')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {say(`kind.${approval.kind}`)}, {say('version', { version: approval.version })}
        </Text>
      </Table.Td>
      <Table.Td>
        {approval.approved_by.map((one) => (
          <Text key={`${one.person} ${one.step}`} size="sm">
            {one.on_behalf_of === null
              ? nameOf(one.person)
              : say('behalf', { person: nameOf(one.person), other: nameOf(one.on_behalf_of) })}
            <Text span size="xs" c="dimmed">
              {' '}
              {say('step', { step: one.step })}, {formats.dateTime(one.at)}
            </Text>
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

function Choice({ choice }: { choice: NonNullable<ManifestSaid['choice']> }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  return (
    <Sheet title={say('chosen')}>
      <Text size="sm">{say(`why.${choice.why}`)}</Text>
      {choice.before.map((passed, index) => (
        <Text key={index} size="sm" c="dimmed">
          {say(`not.${passed.why}`, {
            channels: passed.channels.map((one) => channelName(sayChannel, one)).join(', '),
          })}
        </Text>
      ))}
    </Sheet>
  );
}
