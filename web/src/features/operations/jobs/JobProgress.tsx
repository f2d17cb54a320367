import { Alert, Box, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { useFormats, localeOf } from '~/app/formats';
import { useLanguage, useWords } from '~/app/words';
import { Sheet } from '~/ui/Sheet';
import { BAD } from '~/ui/tones';

import { shareOf, stillRejected, type Job } from './job';
import classes from './JobProgress.module.css';
import { StateBadge } from './StateBadge';
import { timeLeft } from './timeLeft';
import { jobWords } from './words';

interface JobProgressProps {
  job: Job;
  /** When that was so, in milliseconds. */
  asOf: number;
}

/** How a job stands, in words and figures that move while it does. */
export function JobProgress({ job, asOf }: JobProgressProps) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const share = shareOf(job);
  const { delivered, records } = job.progress;
  const rejected = stillRejected(job);
  const part = (count: number) => (records > 0 ? (count / records) * 100 : 0);
  return (
    <Sheet>
      <Stack gap="md">
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <StateBadge state={job.state} size="lg" />
          <Text size="sm" role="status" style={{ paddingTop: 3 }}>
            {say(`why.${job.state}`)}
          </Text>
          <Text fw={700} size="xl" lh={1} ml="auto" className={classes.figure}>
            {share === null ? '' : formats.percent(share)}
          </Text>
        </Group>
        {job.reason && (
          <Alert
            color={job.state === 'cancelled' ? 'gray' : 'orange'}
            icon={<IconAlertTriangle aria-hidden />}
          >
            <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
              {job.reason}
            </Text>
          </Alert>
        )}
        <Progress.Root size="lg">
          <Progress.Section
            value={part(delivered)}
            color={job.state === 'done' ? 'green.7' : 'iris'}
            aria-label={say('delivered')}
          />
          <Progress.Section value={part(rejected)} color="red.7" aria-label={say('rejected')} />
        </Progress.Root>
        <Figures job={job} asOf={asOf} />
      </Stack>
    </Sheet>
  );
}

function Figures({ job, asOf }: JobProgressProps) {
  const say = useWords(jobWords);
  const formats = useFormats();
  const language = useLanguage();
  const rejected = stillRejected(job);
  const {
    records,
    delivered,
    mended,
    chunks,
    chunks_done: done,
    rate,
    remaining_seconds: left,
  } = job.progress;
  const ready =
    left === null
      ? null
      : new Intl.DateTimeFormat(localeOf(language), { timeStyle: 'short' }).format(asOf + left * 1000);
  return (
    <dl className={classes.figures}>
      <Figure name={say('records')} value={formats.number(records)} />
      <Figure name={say('delivered')} value={formats.number(delivered)} />
      <Figure
        name={say('rejected')}
        value={formats.number(rejected)}
        detail={mended > 0 ? say('ofMended', { count: mended }) : undefined}
        bad={rejected > 0}
      />
      <Figure
        name={say('chunks')}
        value={say('chunksOf', { done: formats.number(done), all: formats.number(chunks) })}
      />
      <Figure
        name={say('rate')}
        value={rate === null ? say('unknown') : say('perSecond', { rate: formats.number(Math.round(rate)) })}
      />
      <Figure
        name={say('remaining')}
        value={timeLeft(say, left)}
        detail={ready === null ? undefined : say('readyAt', { time: ready })}
      />
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: string;
  detail?: string;
  bad?: boolean;
}

function Figure({ name, value, detail, bad = false }: FigureProps) {
  return (
    <Box>
      <Text component="dt" size="xs" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} fw={600} size="lg" className={classes.figure} c={bad ? BAD : undefined}>
        {value}
      </Text>
      {detail && (
        <Text component="dd" m={0} size="xs" c="dimmed">
          {detail}
        </Text>
      )}
    </Box>
  );
}
