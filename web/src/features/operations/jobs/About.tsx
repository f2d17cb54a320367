import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Facts } from '~/ui/Facts';
import { Sheet } from '~/ui/Sheet';

import { channelName, channelWords } from '../channels';
import type { Job } from './job';
import { jobWords } from './words';

interface PlanSaid {
  channels?: { order?: string[] } | null;
  outputs?: Record<string, OutputSaid>;
}
interface OutputSaid {
  as: 'files' | 'shards' | 'lines' | 'print';
  container?: string;
  sheets?: number;
  duplex?: boolean;
}

/** What a job was asked for. */
export function About({ job }: { job: Job }) {
  const say = useWords(jobWords);
  const sayChannel = useWords(channelWords);
  const formats = useFormats();
  const plan = job.plan as PlanSaid;
  const name = (channel: string) => channelName(sayChannel, channel);
  const order = plan.channels?.order;
  const channels = order
    ? say('byPreference', { order: order.map(name).join(' → ') })
    : (job.channels?.map(name).join(', ') ?? say('allChannels'));
  return (
    <Sheet maw={820}>
      <Facts
        rows={[
          [say('jobId'), job.id],
          [
            say('release'),
            <Anchor key="release" component={Link} to={`/releases/${job.release_digest}`} size="sm">
              {job.release}
            </Anchor>,
          ],
          [say('source'), job.source],
          [say('channels'), channels],
          [say('language'), job.locale ? formats.language(job.locale) : say('ownLanguage')],
          [say('errorsAllowed'), job.max_errors || say('anyNumber')],
          [say('again'), job.again],
          ...Object.entries(plan.outputs ?? {}).map(
            ([channel, output]) =>
              [say('output', { channel: name(channel) }), outputSaid(say, output)] as const,
          ),
          [
            '',
            <Anchor key="sent" component={Link} to={`/archive?job=${job.id}`} size="sm">
              {say('inArchive')}
            </Anchor>,
          ],
        ]}
      />
    </Sheet>
  );
}

function outputSaid(
  say: (key: OutputKey, values?: Record<string, string | number>) => string,
  output: OutputSaid,
) {
  const words = say(`as.${output.as}`, { container: output.container ?? '', sheets: output.sheets ?? 0 });
  return output.as === 'print' ? `${words}, ${say(output.duplex ? 'duplex' : 'oneSided')}` : words;
}

type OutputKey = 'as.files' | 'as.shards' | 'as.lines' | 'as.print' | 'duplex' | 'oneSided';
