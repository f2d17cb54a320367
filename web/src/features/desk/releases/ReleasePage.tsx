import { Alert, Anchor, Badge, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft, IconDownload, IconHandStop } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { ReasonDialog } from '~/ui/ReasonDialog';
import { ReleaseBadge } from '~/ui/ReleaseBadge';

import { governWords } from '../governWords';
import { pageOf, type Kind } from '../kinds';
import { approvalsIn, engineIn, sealedIn } from './lock';

type Release = Model<'ReleaseWhole'>;

/** A release: what was sealed, of what, approved by whom; and stopping it. */
export function ReleasePage() {
  const say = useWords(governWords);
  const { digest = '' } = useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['releases', digest],
    queryFn: ({ signal }) => ok(api.GET('/v1/releases/{digest}', { params: { path: { digest } }, signal })),
  });
  if (data) return <Loaded release={data} />;
  return (
    <Page title={say('release')}>
      {error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <Loading h="40vh" />}
    </Page>
  );
}

function Loaded({ release }: { release: Release }) {
  const say = useWords(governWords);
  const formats = useFormats();
  const names = useNames();
  const may = useMay('release');
  const [recalled, setRecalled] = useState<Model<'RecalledShown'> | null>(null);
  const [recalling, recall] = useDisclosure();
  return (
    <Page
      title={release.name}
      above={
        <Anchor component={Link} to="/releases" size="sm">
          <Group gap={4}>
            <IconArrowLeft size={14} aria-hidden />
            {say('releases')}
          </Group>
        </Anchor>
      }
      intro={
        <Group gap="xs">
          <ReleaseBadge status={release.status} />
          <Text span size="sm">
            {say('effective')} {formats.date(release.effective)} · {names(release.released_by)},{' '}
            {formats.dateTime(release.released_at)}
          </Text>
          <Digest of={release.digest} />
        </Group>
      }
      actions={
        <>
          <Button
            component="a"
            href={`/v1/releases/${release.digest}/lock`}
            download={`${release.template}-${release.number.toString()}.lock.yaml`}
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {say('lock')}
          </Button>
          {may && release.status !== 'recalled' && (
            <Button
              color="red"
              variant="light"
              leftSection={<IconHandStop size={16} aria-hidden />}
              onClick={recall.open}
            >
              {say('recall')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="xl">
        {recalled && (
          <Alert
            color={recalled.stopped ? 'red' : 'yellow'}
            title={say(recalled.stopped ? 'recallDone' : 'recallNoted')}
            role="status"
          >
            {recalled.stopped ? say('recallDoneWhy') : say('recallMissing', { count: recalled.missing })}
          </Alert>
        )}
        <Parts release={release} />
        <Approvals release={release} />
        <Engine release={release} />
      </Stack>
      {recalling && <Recall release={release} onClose={recall.close} onRecalled={setRecalled} />}
    </Page>
  );
}

interface RecallProps {
  release: Release;
  onClose: () => void;
  onRecalled: (recalled: Model<'RecalledShown'>) => void;
}

function Recall({ release, onClose, onRecalled }: RecallProps) {
  const say = useWords(governWords);
  const queries = useQueryClient();
  return (
    <ReasonDialog
      onClose={onClose}
      title={say('recallTitle', { name: release.name })}
      intro={
        <Stack gap="xs">
          <Text size="sm">{say('recallWhy')}</Text>
          <Text size="sm">{say('recallPeople')}</Text>
        </Stack>
      }
      act={say('recall')}
      typed={release.name}
      reasonNeeded
      danger
      onAct={async (reason) => {
        onRecalled(
          await ok(api.POST('/v1/recalls', { headers: once(), body: { release: release.digest, reason } })),
        );
        await queries.invalidateQueries({ queryKey: ['releases'] });
      }}
    />
  );
}

function Parts({ release }: { release: Release }) {
  const say = useWords(governWords);
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('sealed')}
      </Title>
      <Paper withBorder>
        <Table verticalSpacing="xs" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('part')}</Table.Th>
              <Table.Th />
              <Table.Th>{say('digest')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sealedIn(release.lock).map((one) => (
              <Table.Tr key={`${one.kind} ${one.key}`}>
                <Table.Td>
                  <Anchor component={Link} to={pageOf(one.kind, one.key)} size="sm">
                    {one.key}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  {say(`kind.${one.kind}`)}, {say('version', { number: one.version })}
                </Table.Td>
                <Table.Td>{one.digest && <Digest of={one.digest} label={one.key} />}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

function Approvals({ release }: { release: Release }) {
  const say = useWords(governWords);
  const formats = useFormats();
  const names = useNames();
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('approvals')}
      </Title>
      <Paper withBorder>
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing="xs" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say('part')}</Table.Th>
                <Table.Th>{say('approvedBy')}</Table.Th>
                <Table.Th>{say('when')}</Table.Th>
                <Table.Th>{say('submission')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {approvalsIn(release.lock).map((one) => (
                <Table.Tr key={`${one.kind} ${one.key}`}>
                  <Table.Td>
                    <Text size="sm">{one.key}</Text>
                    <Text size="xs" c="dimmed">
                      {say(`kind.${one.kind as Kind}`)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Group gap={6}>
                      {one.by.map((approver) => (
                        <Badge
                          key={`${approver.person} ${approver.step}`}
                          variant="light"
                          color="green"
                          tt="none"
                        >
                          {names(approver.person)} · {approver.step}
                        </Badge>
                      ))}
                    </Group>
                  </Table.Td>
                  <Table.Td>{one.at && formats.dateTime(one.at)}</Table.Td>
                  <Table.Td>
                    <Anchor component={Link} to={`/submissions/${one.submission}`} size="sm">
                      {one.submission}
                    </Anchor>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
    </section>
  );
}

function Engine({ release }: { release: Release }) {
  const say = useWords(governWords);
  const parts = engineIn(release.lock);
  if (parts.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('engine')}
      </Title>
      <Group gap={6}>
        {parts.map(([name, version]) => (
          <Badge key={name} variant="default" tt="none" fw={500}>
            {name} {version}
          </Badge>
        ))}
      </Group>
    </section>
  );
}
