import { Alert, Badge, Group, List, Paper, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { useWords } from '~/app/words';

import { HtmlFrame } from '../HtmlFrame';
import { uiWords } from '../words';
import classes from './looks.module.css';
import { lookOf, type Channel, type Views } from './views';

/** What a person sees of a record in one channel. */
export function ChannelLook({ views, channel, label }: { views: Views; channel: Channel; label: string }) {
  const say = useWords(uiWords);
  const look = lookOf(views, channel);
  if (!look) return null;
  if (look.failed) {
    return (
      <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={say('channelFailed')}>
        <List size="sm">
          {look.findings.map((finding, index) => (
            <List.Item key={index}>{finding.message}</List.Item>
          ))}
        </List>
      </Alert>
    );
  }
  switch (channel) {
    case 'pdf':
      return <Pages views={views} label={label} />;
    case 'email':
      return <Mail views={views} label={label} />;
    case 'mobile':
      return (
        <div className={classes.phone}>
          <HtmlFrame html={views.mobile?.html ?? ''} title={label} minHeight={560} />
        </div>
      );
    case 'sms':
      return <Message views={views} />;
  }
}

function Pages({ views, label }: { views: Views; label: string }) {
  const say = useWords(uiWords);
  const pages = views.pdf?.pages ?? [];
  return (
    <Stack gap="md" align="center">
      {pages.map((page) => (
        <figure key={page.number} className={classes.page}>
          <img src={page.source} alt={`${label}, ${say('page', { number: page.number })}`} />
          <figcaption>{say('pageOf', { number: page.number, count: views.pdf?.count ?? 0 })}</figcaption>
        </figure>
      ))}
    </Stack>
  );
}

function Mail({ views, label }: { views: Views; label: string }) {
  const say = useWords(uiWords);
  const mail = views.email;
  if (!mail) return null;
  return (
    <Paper withBorder className={classes.mail}>
      <div className={classes.mailHead}>
        <Text size="xs" c="dimmed">
          {say('subject')}
        </Text>
        <Text fw={600}>{mail.subject}</Text>
        <Text size="xs" c="dimmed">
          {[mail.sender, mail.recipient].filter(Boolean).join(' → ')}
        </Text>
      </div>
      <HtmlFrame html={mail.html} title={label} minHeight={420} />
    </Paper>
  );
}

function Message({ views }: { views: Views }) {
  const say = useWords(uiWords);
  const sms = views.sms;
  if (!sms) return null;
  return (
    <Stack gap="xs" maw={380} mx="auto" w="100%">
      <Text className={classes.bubble} component="div">
        {sms.runs.map((run, index) =>
          run.block ? <mark key={index}>{run.text}</mark> : <span key={index}>{run.text}</span>,
        )}
      </Text>
      <Group gap="xs">
        <Badge variant="light" tt="none">
          {say('segments', { count: sms.segments })}
        </Badge>
        <Badge variant="light" color="gray" tt="none">
          {sms.encoding}
        </Badge>
      </Group>
    </Stack>
  );
}
