import { Group, ScrollArea, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import type { Channel } from '~/ui/looks/views';
import { uiWords } from '~/ui/words';

import { deskWords } from '../words';
import classes from './submission.module.css';

interface MatrixProps {
  samples: string[];
  locales: string[];
  channels: readonly Channel[];
  at: { sample: string; locale: string; channel: Channel };
  seen: ReadonlySet<string>;
  onGo: (to: { sample: string; locale: string; channel: string }) => void;
}

/** Every form there is, as a table to go through; what was looked at has a mark. */
export function Matrix({ samples, locales, channels, at, seen, onGo }: MatrixProps) {
  const say = useWords(deskWords);
  const sayUi = useWords(uiWords);
  const formats = useFormats();
  const total = samples.length * locales.length * channels.length;
  const rows = samples.flatMap((sample) => locales.map((locale) => ({ sample, locale })));
  const count = rows.reduce(
    (sum, { sample, locale }) =>
      sum + channels.filter((one) => seen.has(`${sample} ${locale} ${one}`)).length,
    0,
  );
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" fw={600}>
          {say('everyForm')}
        </Text>
        <Text size="sm" c="dimmed" role="status">
          {say('seenOf', { count, total })}
        </Text>
      </Group>
      <ScrollArea.Autosize
        mah={190}
        type="auto"
        viewportProps={{ tabIndex: 0, 'aria-label': say('everyForm'), role: 'region' }}
      >
        <table className={classes.matrix}>
          <thead>
            <tr>
              <th scope="col">{say('sample')}</th>
              {channels.map((channel) => (
                <th key={channel} scope="col">
                  {sayUi(`channel.${channel}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ sample, locale }) => (
              <tr key={`${sample} ${locale}`}>
                <th scope="row">
                  {sample} · {formats.language(locale)}
                </th>
                {channels.map((channel) => {
                  const here = at.sample === sample && at.locale === locale && at.channel === channel;
                  const looked = seen.has(`${sample} ${locale} ${channel}`);
                  return (
                    <td key={channel}>
                      <button
                        type="button"
                        className={classes.cell}
                        data-seen={looked || undefined}
                        aria-pressed={here}
                        aria-label={`${sample}, ${formats.language(locale)}, ${sayUi(`channel.${channel}`)}${looked ? `, ${say('seen')}` : ''}`}
                        onClick={() => {
                          onGo({ sample, locale, channel });
                        }}
                      >
                        {looked && <IconCheck size={16} aria-hidden />}
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollArea.Autosize>
    </div>
  );
}
