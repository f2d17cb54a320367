import { Avatar, Badge, Button, Code, Group, Paper, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { When } from '~/ui/When';

import { deskWords } from '../words';
import classes from './submission.module.css';
import { useChanges, useComment, type Review } from './review';

type Decision = Model<'DecisionShown'>;

const COLOURS: Record<Decision['verdict'], string> = {
  approve: 'green',
  reject: 'red',
  'request-changes': 'orange',
  comment: 'gray',
  withdraw: 'gray',
  void: 'yellow',
};

/** What was said and decided, in order, and a place to say more while it is open. */
export function Discussion({ id, review }: { id: string; review: Review }) {
  const say = useWords(deskWords);
  return (
    <Stack gap="md" maw={760}>
      {review.decisions.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('nothingSaid')}
        </Text>
      )}
      <ol style={{ listStyle: 'none', padding: 0, margin: 0 }}>
        {review.decisions.map((decision) => (
          <Said key={decision.number} decision={decision} />
        ))}
      </ol>
      {review.status === 'open' && <Composer id={id} />}
    </Stack>
  );
}

function Said({ decision }: { decision: Decision }) {
  const say = useWords(deskWords);
  const names = useNames();
  const name = names(decision.person);
  return (
    <li>
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Avatar name={name} color="initials" size={24} aria-hidden />
        <Group gap={6}>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          {decision.on_behalf_of && (
            <Text size="sm">{say('for', { name: names(decision.on_behalf_of) })}</Text>
          )}
          <Badge size="sm" variant="light" tt="none" color={COLOURS[decision.verdict]}>
            {say(`said.${decision.verdict}`)}
          </Badge>
          {decision.step && (
            <Text size="xs" c="dimmed">
              {say('stepNamed', { step: decision.step })}
            </Text>
          )}
          <Text size="xs" c="dimmed">
            <When at={decision.at} />
          </Text>
        </Group>
      </Group>
      <div className={classes.said}>
        {decision.node && (
          <Text size="xs" c="dimmed" mb={2}>
            {say('onNode')} <Code fz="xs">{decision.node}</Code>
          </Text>
        )}
        {decision.reason && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {decision.reason}
          </Text>
        )}
      </div>
    </li>
  );
}

function Composer({ id }: { id: string }) {
  const say = useWords(deskWords);
  const may = useMay('comment');
  const [params, setParams] = useSearchParams();
  const comment = useComment(id);
  const { data: changes } = useChanges(id);
  const [text, setText] = useState('');
  const asked = params.get('node');
  const nodes = [
    ...new Set([asked ?? '', ...(changes?.changes ?? []).map((one) => one.place.split('.')[0] ?? '')]),
  ];
  if (!may) return null;
  const send = () => {
    comment.mutate(
      { text: text.trim(), node: asked },
      {
        onSuccess: () => {
          setText('');
        },
      },
    );
  };
  return (
    <Paper
      withBorder
      p="md"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Stack gap="sm">
        <Textarea
          id="comment"
          label={say('comment')}
          description={say('commentHint')}
          autosize
          minRows={2}
          maxLength={2000}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
          }}
        />
        <Select
          label={say('aboutNode')}
          placeholder={say('aboutAll')}
          clearable
          clearButtonProps={{ 'aria-label': say('aboutAll') }}
          data={nodes.filter(Boolean)}
          value={asked}
          maw={320}
          onChange={(node) => {
            setParams(
              (now) => {
                if (node) now.set('node', node);
                else now.delete('node');
                return now;
              },
              { replace: true },
            );
          }}
        />
        {comment.error && <ProblemAlert problem={comment.error} />}
        <Group>
          <Button type="submit" variant="default" loading={comment.isPending} disabled={!text.trim()}>
            {say('sendComment')}
          </Button>
        </Group>
      </Stack>
    </Paper>
  );
}
