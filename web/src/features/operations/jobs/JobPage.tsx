import { Anchor, Button, Group, Stack, Tabs, Text } from '@mantine/core';
import { IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { About } from './About';
import { CancelDialog, ResumeDialog } from './changing';
import { Files } from './Files';
import { isActive, stillRejected, useJob, type Job } from './job';
import { JobProgress } from './JobProgress';
import { Rejects } from './Rejects';
import { Report } from './Report';
import { jobWords } from './words';

const TABS = ['rejects', 'report', 'files', 'about'] as const;
type Tab = (typeof TABS)[number];

/** One job: how far it is, what failed and why, what came of it. */
export function JobPage() {
  const id = useParams().job ?? '';
  const { data: job, error, isPending, dataUpdatedAt, refetch } = useJob(id);
  if (isPending) return <Loading h="60vh" />;
  if (!job)
    return (
      <Page title={id}>
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      </Page>
    );
  return <JobShown job={job} asOf={dataUpdatedAt} problem={error} />;
}

function JobShown({ job, asOf, problem }: { job: Job; asOf: number; problem: unknown }) {
  const say = useWords(jobWords);
  const formats = useFormats();
  return (
    <Page
      title={job.template}
      above={
        <Anchor component={Link} to="/jobs" size="sm" className="no-print">
          {say('title')}
        </Anchor>
      }
      intro={
        <Text size="sm" c="dimmed">
          <code>{job.id}</code> ·{' '}
          {say('startedBy', { person: job.created_by, when: formats.dateTime(job.created_at) })}
        </Text>
      }
      actions={<Actions job={job} />}
    >
      <Stack gap="lg">
        {/* What is shown may be old, and whoever watches must know. */}
        {problem !== null && <ProblemAlert problem={problem} />}
        <JobProgress job={job} asOf={asOf} />
        <Results job={job} />
      </Stack>
    </Page>
  );
}

function Results({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const [asked, setAsked] = useSearchParams();
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'rejects';
  return (
    <Tabs
      value={tab}
      keepMounted={false}
      onChange={(value) => {
        setAsked({ tab: value ?? 'rejects' }, { replace: true });
      }}
    >
      <Tabs.List mb="md" className="no-print">
        {TABS.map((one) => (
          <Tabs.Tab key={one} value={one}>
            {one === 'rejects' && stillRejected(job) > 0
              ? `${say('tab.rejects')} (${formats.number(stillRejected(job))})`
              : say(`tab.${one}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {TABS.map((one) => (
        <Tabs.Panel key={one} value={one}>
          <Panel tab={one} job={job} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function Panel({ tab, job }: { tab: Tab; job: Job }) {
  switch (tab) {
    case 'rejects':
      return <Rejects job={job} />;
    case 'report':
      return <Report job={job} />;
    case 'files':
      return <Files job={job} />;
    case 'about':
      return <About job={job} />;
  }
}

function Actions({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const maySend = useMay('render');
  const [asked, setAsked] = useState<'cancel' | 'resume' | null>(null);
  if (!maySend) return null;
  const close = () => {
    setAsked(null);
  };
  return (
    <Group gap="xs" className="no-print">
      {(isActive(job) || job.state === 'stopped') && (
        <Button
          variant="default"
          leftSection={<IconX size={16} aria-hidden />}
          onClick={() => {
            setAsked('cancel');
          }}
        >
          {say('cancel')}
        </Button>
      )}
      {job.state === 'stopped' && (
        <Button
          leftSection={<IconPlayerPlay size={16} aria-hidden />}
          onClick={() => {
            setAsked('resume');
          }}
        >
          {say('resume')}
        </Button>
      )}
      {asked === 'cancel' && <CancelDialog job={job} onClose={close} />}
      {asked === 'resume' && <ResumeDialog job={job} onClose={close} />}
    </Group>
  );
}
