import { Anchor, Badge, Group, Text } from '@mantine/core';
import { IconDeviceMobile, IconFileText, IconMail, IconMessage, type Icon } from '@tabler/icons-react';
import { Link } from 'react-router';

import type { Model } from '~/api/types';
import { localeOf, useFormats } from '~/app/formats';
import { useLanguage, useWords } from '~/app/words';

import { channelName, channelWords } from '../channels';
import classes from './Timeline.module.css';
import { archiveWords } from './words';

type Found = Model<'CommunicationShown'>;

const SIGNS: Record<string, Icon> = {
  pdf: IconFileText,
  email: IconMail,
  sms: IconMessage,
  mobile: IconDeviceMobile,
};

/** What was sent, the newest first, month by month, every channel in its place. */
export function Timeline({ found }: { found: readonly Found[] }) {
  const language = useLanguage();
  const month = new Intl.DateTimeFormat(localeOf(language), { month: 'long', year: 'numeric' });
  const months = byMonth(found);
  return (
    <div>
      {[...months].map(([key, of]) => (
        <section key={key} className={classes.month}>
          <Text component="h2" size="xs" fw={600} c="dimmed" className={classes.name}>
            {month.format(new Date(`${key}-15T12:00:00`))}
          </Text>
          <ol className={classes.line}>
            {of.map((one) => (
              <Moment key={one.id} found={one} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function byMonth(found: readonly Found[]): Map<string, Found[]> {
  const months = new Map<string, Found[]>();
  for (const one of found) {
    const month = one.issued.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), one]);
  }
  return months;
}

function Moment({ found }: { found: Found }) {
  const say = useWords(archiveWords);
  const formats = useFormats();
  return (
    <li className={classes.moment} data-destroyed={found.destroyed || undefined}>
      <Text size="sm" c="dimmed" className={classes.day}>
        {formats.date(found.issued)}
      </Text>
      <div className={classes.what}>
        <Group gap="xs" align="baseline">
          <Anchor component={Link} to={`/archive/${found.id}`} fw={600} size="sm">
            {found.template}
            {found.record !== null && ` · ${found.record}`}
          </Anchor>
          {found.destroyed && (
            <Badge color="gray" variant="light" tt="none" size="sm">
              {say('destroyed')}
            </Badge>
          )}
        </Group>
        <Text size="xs" c="dimmed">
          {[
            found.holder,
            found.period && say('periodIs', { period: found.period }),
            formats.language(found.locale),
            say(found.job ? 'byJob' : 'single'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </div>
      <Channels channels={found.channels} />
    </li>
  );
}

function Channels({ channels }: { channels: readonly string[] }) {
  const sayChannel = useWords(channelWords);
  return (
    <Group gap={6} justify="flex-end">
      {channels.map((channel) => {
        const Sign = SIGNS[channel] ?? IconFileText;
        return (
          <Badge
            key={channel}
            variant="light"
            color="gray"
            tt="none"
            leftSection={<Sign size={13} aria-hidden />}
          >
            {channelName(sayChannel, channel)}
          </Badge>
        );
      })}
    </Group>
  );
}
