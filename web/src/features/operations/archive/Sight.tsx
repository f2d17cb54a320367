import { Box, Button, Group, Paper, Stack, Tabs, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { Facts } from '~/ui/Facts';
import { HtmlFrame } from '~/ui/HtmlFrame';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { channelName, channelWords } from '../channels';
import type { Whole } from './CommunicationPage';
import classes from './Sight.module.css';
import { archiveWords } from './words';

const AT_ONCE = 3;

/** A communication as the customer saw it, channel by channel. */
export function Sight({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  const sight = useInfiniteQuery({
    queryKey: ['communications', whole.id, 'sight'],
    staleTime: Infinity,
    queryFn: ({ pageParam }) =>
      ok(
        api.GET('/v1/communications/{communication}/sight', {
          params: { path: { communication: whole.id }, query: { first: pageParam, limit: AT_ONCE } },
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: (last, all) =>
      all.length * AT_ONCE < last.count ? all.length * AT_ONCE + 1 : undefined,
  });
  if (sight.isPending) return <Loading />;
  if (sight.error) return <ProblemAlert problem={sight.error} />;
  const [seen] = sight.data.pages;
  if (!seen) return <Text>{say('notInView')}</Text>;
  const pages = sight.data.pages.flatMap((one) => one.pages);
  return (
    <Tabs defaultValue={whole.channels[0]} variant="pills" keepMounted={false}>
      <Tabs.List mb="md" aria-label={say('channels')}>
        {whole.channels.map((channel) => (
          <Tabs.Tab key={channel} value={channel}>
            {channelName(sayChannel, channel)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {whole.channels.map((channel) => (
        <Tabs.Panel key={channel} value={channel}>
          {channel === 'pdf' ? (
            <Letter pages={pages} count={seen.count} list={sight} />
          ) : (
            <Electronic channel={channel} seen={seen} />
          )}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

interface PagesProps {
  pages: readonly Model<'PageShown'>[];
  count: number;
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

function Letter({ pages, count, list }: PagesProps) {
  const say = useWords(archiveWords);
  return (
    <Stack align="center" gap="md" className={classes.desk}>
      {pages.map((page) => (
        <figure key={page.number} className={classes.page}>
          <img
            src={page.source}
            alt={say('page', { number: page.number, count })}
            width={Math.round(page.width * 1.25)}
            height={Math.round(page.height * 1.25)}
          />
          <Text component="figcaption" size="xs" c="dimmed" ta="center" mt={4}>
            {say('page', { number: page.number, count })}
          </Text>
        </figure>
      ))}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('morePages')}
        </Button>
      )}
    </Stack>
  );
}

function Electronic({ channel, seen }: { channel: string; seen: Model<'SightShown'> }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  if (channel === 'email' && seen.mail)
    return (
      <Paper withBorder radius="md" maw={760} mx="auto" className={classes.mail}>
        <Box p="md" className={classes.head}>
          <Facts
            rows={[
              [say('from'), seen.mail.sender],
              [say('to'), seen.mail.recipient],
              [say('subject'), seen.mail.subject],
            ]}
          />
        </Box>
        <HtmlFrame html={seen.mail.html} title={sayChannel('email')} />
      </Paper>
    );
  if (channel === 'sms' && seen.message !== null)
    return (
      <Group justify="center">
        <div className={classes.message} lang="">
          {seen.message}
        </div>
      </Group>
    );
  if (channel === 'mobile' && seen.mobile !== null)
    return (
      <div className={classes.phone}>
        <HtmlFrame html={seen.mobile} title={sayChannel('mobile')} minHeight={560} />
      </div>
    );
  return <Text c="dimmed">{say('notInView')}</Text>;
}
