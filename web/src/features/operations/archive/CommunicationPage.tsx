import { Alert, Anchor, Badge, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { IconCheck, IconDownload, IconFlame, IconLock, IconRefresh, IconX } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { About } from './About';
import { FilesTab } from './FilesTab';
import { Keeping } from './Keeping';
import { Origin } from './Origin';
import { Sight } from './Sight';
import { archiveWords } from './words';

export type Whole = Model<'CommunicationWhole'>;

const TABS = ['sight', 'origin', 'files', 'keeping'] as const;
type Tab = (typeof TABS)[number];

/** One communication: what the customer got, what it was made from, and that nothing of it was changed. */
export function CommunicationPage() {
  const id = useParams().communication ?? '';
  const say = useWords(archiveWords);
  const { data, error, isPending } = useQuery({
    queryKey: ['communications', id],
    queryFn: () =>
      ok(api.GET('/v1/communications/{communication}', { params: { path: { communication: id } } })),
  });
  if (isPending) return <Loading h="60vh" />;
  if (!data)
    return (
      <Page title={say('title')}>
        <ProblemAlert problem={error} />
      </Page>
    );
  return <Shown whole={data} />;
}

function Shown({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const formats = useFormats();
  const verify = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/communications/{communication}/verification', {
          params: { path: { communication: whole.id } },
        }),
      ),
  });
  const title = whole.record === null ? whole.template : `${whole.template} · ${whole.record}`;
  return (
    <Page
      title={title}
      above={
        <Anchor component={Link} to="/archive" size="sm">
          {say('title')}
        </Anchor>
      }
      intro={[whole.holder, formats.date(whole.issued), formats.language(whole.locale)]
        .filter(Boolean)
        .join(' · ')}
      actions={!whole.destroyed && <Actions whole={whole} verify={verify} />}
    >
      <Stack gap="md">
        <Verdict verify={verify} />
        {whole.holds.some((hold) => hold.ended_at === null) && (
          <Alert color="yellow" icon={<IconLock aria-hidden />} title={say('onHold')} />
        )}
        {whole.destroyed_by ? <Proof proof={whole.destroyed_by} /> : <Contents whole={whole} />}
        {whole.destroyed && (
          <Sheet>
            <About whole={whole} />
          </Sheet>
        )}
      </Stack>
    </Page>
  );
}

type Verify = ReturnType<typeof useMutation<Model<'VerificationShown'>, Error, void>>;

function Actions({ whole, verify }: { whole: Whole; verify: Verify }) {
  const say = useWords(archiveWords);
  const maySend = useMay('render');
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={verify.isPending}
        onClick={() => {
          verify.mutate();
        }}
      >
        {say('verify')}
      </Button>
      {maySend && (
        <Button
          component="a"
          href={`/v1/communications/${whole.id}/reprint`}
          download={`${whole.id}.zip`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {say('reprint')}
        </Button>
      )}
    </>
  );
}

/** What came of rendering it again. */
function Verdict({ verify }: { verify: Verify }) {
  const say = useWords(archiveWords);
  if (verify.isPending) return <Alert role="status">{say('verifying')}</Alert>;
  if (verify.error) return <ProblemAlert problem={verify.error} />;
  if (!verify.data) return null;
  const { identical, differences, reasons, notes } = verify.data;
  return (
    <Alert
      role="status"
      color={identical ? 'green' : 'red'}
      icon={identical ? <IconCheck aria-hidden /> : <IconX aria-hidden />}
      title={say(identical ? 'identical' : 'different')}
    >
      {identical && <Text size="sm">{say('identicalWhy')}</Text>}
      {differences.map((one) => (
        <Text key={one.what + one.code} size="sm">
          {one.what} {one.message}
        </Text>
      ))}
      {[...reasons, ...notes].map((one) => (
        <Text key={one} size="xs">
          {one}
        </Text>
      ))}
    </Alert>
  );
}

function Contents({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const mayAnswer = useMay('archive');
  const [asked, setAsked] = useSearchParams();
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'sight';
  const shown = TABS.filter((one) => one !== 'keeping' || mayAnswer);
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(value) => {
        setAsked({ tab: value ?? 'sight' }, { replace: true });
      }}
    >
      <Tabs.List mb="md">
        {shown.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {say(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map((one) => (
        <Tabs.Panel key={one} value={one}>
          <Panel tab={one} whole={whole} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Panel({ tab, whole }: { tab: Tab; whole: Whole }) {
  switch (tab) {
    case 'sight':
      return <Sight whole={whole} />;
    case 'origin':
      return <Origin whole={whole} />;
    case 'files':
      return <FilesTab whole={whole} />;
    case 'keeping':
      return <Keeping whole={whole} />;
  }
}

/** That it was destroyed: by whom, when and why, and what stays. */
function Proof({ proof }: { proof: Model<'ProofShown'> }) {
  const say = useWords(archiveWords);
  const formats = useFormats();
  const nameOf = useNames();
  return (
    <Alert color="gray" icon={<IconFlame aria-hidden />} title={say('proof')}>
      <Stack gap={4}>
        <Text size="sm">
          {say('proofBy', { person: nameOf(proof.person), when: formats.dateTime(proof.at), why: proof.why })}
        </Text>
        <Text size="sm">{say('stays')}</Text>
        <Group gap="xs">
          <Badge variant="default" tt="none">
            {proof.digest.slice(0, 23)}…
          </Badge>
        </Group>
      </Stack>
    </Alert>
  );
}
