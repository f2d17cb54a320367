import { Anchor } from '@mantine/core';
import { Link } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { Facts } from '~/ui/Facts';

import { channelName, channelWords } from '../channels';
import type { Whole } from './CommunicationPage';
import { archiveWords } from './words';

/** What a communication is. */
export function About({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  const formats = useFormats();
  return (
    <Facts
      rows={[
        [say('template'), whole.template],
        [
          say('release'),
          <Anchor key="release" component={Link} to={`/releases/${whole.release}`} size="sm">
            {whole.release.slice(0, 19)}…
          </Anchor>,
        ],
        [say('holder'), whole.holder],
        [say('record'), whole.record],
        [say('channels'), whole.channels.map((one) => channelName(sayChannel, one)).join(', ')],
        [say('issued'), formats.date(whole.issued)],
        [say('kept'), formats.dateTime(whole.kept_at)],
        [
          say('job'),
          whole.job && (
            <Anchor component={Link} to={`/jobs/${whole.job}`} size="sm">
              {whole.job}
            </Anchor>
          ),
        ],
        [say('id'), <Digest key="id" of={whole.id} label={say('id')} />],
        [say('pseudonym'), <Digest key="who" of={whole.pseudonym} label={say('pseudonym')} />],
      ]}
    />
  );
}
