import { Badge, Code, Group, Paper, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { channelName, channelWords } from '../channels';
import { spread } from '../jobs/recordText';
import { startWords } from './words';

interface FirstRecordsProps {
  upload: string | null;
  asked: Model<'NewLook'>;
}

/** The first records of the data, and what would become of each with what is chosen now. */
export function FirstRecords({ upload, asked }: FirstRecordsProps) {
  const say = useWords(startWords);
  const [settled] = useDebouncedValue(asked, 400);
  const look = useQuery({
    queryKey: ['uploads', upload, 'records', settled],
    enabled: upload !== null,
    placeholderData: (before) => before,
    queryFn: () =>
      ok(
        api.POST('/v1/uploads/{upload}/records', {
          params: { path: { upload: upload ?? '' } },
          body: settled,
        }),
      ),
  });
  if (upload === null)
    return (
      <Text size="sm" c="dimmed">
        {say('firstNone')}
      </Text>
    );
  if (look.error) return <ProblemAlert problem={look.error} />;
  if (!look.data) return <Loading />;
  return (
    <Stack gap="sm" aria-live="polite">
      {!asked.template && (
        <Text size="sm" c="dimmed">
          {say('firstNoTemplate')}
        </Text>
      )}
      {look.data.items.map((record) => (
        <RecordCard key={record.where} record={record} />
      ))}
    </Stack>
  );
}

function RecordCard({ record }: { record: Model<'RecordLook'> }) {
  const say = useWords(startWords);
  const sayChannel = useWords(channelWords);
  // Without a template nobody knows what would become of it.
  const judged = record.locale !== '';
  const bad = record.faults.length > 0;
  const verdict = record.data === '' ? say('notRead') : bad ? say('fitsNot') : say('fits');
  return (
    <Paper withBorder p="sm" radius="md">
      <Group justify="space-between" gap="xs" mb={4} wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {record.key || record.where}
        </Text>
        {(judged || bad) && (
          <Badge variant="light" color={bad ? 'red' : 'green'} tt="none" style={{ flex: 'none' }}>
            {verdict}
          </Badge>
        )}
      </Group>
      {judged && !bad && (
        <Text size="xs" c="dimmed">
          {record.locale} ·{' '}
          {say('goes', { channels: record.channels.map((one) => channelName(sayChannel, one)).join(', ') })}
        </Text>
      )}
      {record.faults.map((fault, index) => (
        <Text key={index} size="xs">
          {fault.path && <Code fz="xs">{fault.path}</Code>} {fault.message}
        </Text>
      ))}
      {record.data !== '' && (
        <Code
          block
          fz={11}
          mt={6}
          mah={150}
          tabIndex={0}
          aria-label={record.where}
          style={{ overflow: 'auto' }}
        >
          {spread(record.data)}
        </Code>
      )}
    </Paper>
  );
}
