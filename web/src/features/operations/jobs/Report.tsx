import { Alert, Button, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCheck, IconPrinter, IconReport, IconX } from '@tabler/icons-react';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Facts } from '~/ui/Facts';
import { Loading } from '~/ui/Loading';
import { Sheet, SheetTable } from '~/ui/Sheet';

import { channelName, channelWords } from '../channels';
import type { Job } from './job';
import './print.css';
import { Refused } from './Refused';
import { jobWords } from './words';

interface ReportSaid {
  records: { input: number; delivered: number; rejected: number; unreadable: number; mended: number };
  channels: Record<string, ChannelSaid>;
  checks: { check: string; left: number; right: number }[];
}
interface ChannelSaid {
  documents: number;
  files: number;
  bytes: number;
  why: Record<string, number>;
  streams?: unknown[];
  envelopes?: number;
  sheets?: number;
}

/** The report of a job: what came in, what went out, and that it adds up. It prints as one page. */
export function Report({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const report = useQuery({
    queryKey: ['jobs', job.id, 'report', job.changed_at],
    enabled: job.state === 'done',
    queryFn: () =>
      ok(
        api.GET('/v1/jobs/{job}/report', {
          params: { path: { job: job.id } },
          headers: { Accept: 'application/json' },
        }),
      ),
  });
  if (job.state !== 'done') return <Empty icon={IconReport} title={say('reportLater')} />;
  if (report.isPending) return <Loading />;
  if (report.error) return <Refused problem={report.error} />;
  return <ReportShown job={job} report={report.data as unknown as ReportSaid} />;
}

function ReportShown({ job, report }: { job: Job; report: ReportSaid }) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const { input, delivered, rejected, unreadable, mended } = report.records;
  const whole = report.checks.every(({ left, right }) => left === right);
  return (
    <Stack gap="md">
      <Sheet>
        <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 12 }}>
          <Title order={2} size="h4">
            {say('reportOf', { job: job.id })}
          </Title>
          <Button
            className="no-print"
            variant="default"
            size="xs"
            leftSection={<IconPrinter size={15} aria-hidden />}
            onClick={() => {
              window.print();
            }}
          >
            {say('print')}
          </Button>
        </div>
        <Alert
          mt="sm"
          color={whole ? 'green' : 'red'}
          icon={whole ? <IconCheck aria-hidden /> : <IconX aria-hidden />}
          title={say(whole ? 'addsUp' : 'addsNot')}
        >
          {report.checks.map(({ check, left, right }) => (
            <Text key={check} size="sm">
              {check}: {formats.number(left)} {left === right ? '=' : '≠'} {formats.number(right)}
            </Text>
          ))}
        </Alert>
      </Sheet>
      <Sheet>
        <Facts
          rows={[
            [say('inData'), formats.number(input)],
            [say('delivered'), formats.number(delivered)],
            [say('rejected'), formats.number(rejected)],
            [say('unreadables'), formats.number(unreadable)],
            [say('mendedCount'), mended > 0 ? formats.number(mended) : null],
            [say('release'), job.release],
            [say('source'), job.source],
          ]}
        />
      </Sheet>
      <Channels channels={report.channels} />
    </Stack>
  );
}

function Channels({ channels }: { channels: Record<string, ChannelSaid> }) {
  const say = useWords(jobWords);
  const sayChannel = useWords(channelWords);
  const formats = useFormats();
  const printed = Object.values(channels).some(({ envelopes }) => envelopes !== undefined);
  return (
    <SheetTable
      label={say('channels')}
      head={[
        say('channel'),
        say('documents'),
        say('files'),
        say('size'),
        ...(printed ? [say('envelopes'), say('sheets')] : []),
        say('why'),
      ]}
    >
      {Object.entries(channels).map(([channel, said]) => (
        <Table.Tr key={channel}>
          <Table.Td fw={600}>{channelName(sayChannel, channel)}</Table.Td>
          <Table.Td>{formats.number(said.documents)}</Table.Td>
          <Table.Td>{formats.number(said.files)}</Table.Td>
          <Table.Td>{formats.bytes(said.bytes)}</Table.Td>
          {printed && (
            <>
              <Table.Td>{said.envelopes === undefined ? '' : formats.number(said.envelopes)}</Table.Td>
              <Table.Td>{said.sheets === undefined ? '' : formats.number(said.sheets)}</Table.Td>
            </>
          )}
          <Table.Td>
            {Object.entries(said.why)
              .map(([why, count]) => `${say(`why.${why as Why}`)}: ${formats.number(count)}`)
              .join(', ')}
          </Table.Td>
        </Table.Tr>
      ))}
    </SheetTable>
  );
}

type Why = 'asked-for' | 'preferred' | 'fallback';
