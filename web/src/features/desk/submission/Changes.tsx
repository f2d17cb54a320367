import { Button, Stack, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';

import { useWords } from '~/app/words';
import { ChangeList } from '~/ui/ChangeList';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { deskWords } from '../words';
import { useChanges, type Review } from './review';

interface ChangesProps {
  id: string;
  review: Review;
  onComment: (node: string) => void;
  onForms: () => void;
}

/** What changed since the last approval, told as text, node by node. */
export function Changes({ id, review, onComment, onForms }: ChangesProps) {
  const say = useWords(deskWords);
  const { data, error, refetch } = useChanges(id);
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (!data.before) {
    return (
      <Empty icon={IconSparkles} title={say('allNew')}>
        <Stack align="center" gap="sm">
          {say('allNewWhy')}
          <Button variant="default" size="xs" onClick={onForms}>
            {say('lookAtIt')}
          </Button>
        </Stack>
      </Empty>
    );
  }
  const comment = review.status === 'open' ? onComment : null;
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {say('since', { before: data.before, after: data.after })}
      </Text>
      {data.changes.length === 0 && <Text size="sm">{say('sameWords')}</Text>}
      <ChangeList changes={data.changes} view="text" onComment={comment} />
      <ChangeList changes={data.changes} view="rules" onComment={comment} />
    </Stack>
  );
}
