import {
  Alert,
  Anchor,
  Button,
  Group,
  List,
  Paper,
  SegmentedControl,
  Select,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { IconCheck, IconInfoCircle, IconUsers } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { Link } from 'react-router';

import { ApiProblem } from '~/api/problem';
import type { Model } from '~/api/types';
import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useQueue } from '../queue/queue';
import { deskWords } from '../words';
import { useDecide, useWithdraw, type Review, type Verdict } from './review';

interface DecisionCardProps {
  id: string;
  review: Review;
  etag: string;
  verdict: Verdict;
  onVerdict: (verdict: Verdict) => void;
}

/** What is approved, exactly; the decision of who may make one, and why not for who may not. */
export function DecisionCard(props: DecisionCardProps) {
  const { id, review, etag } = props;
  const say = useWords(deskWords);
  const decide = useDecide(id, etag);
  const { part } = review;
  const can = part.steps.length > 0 || part.may_refuse;
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Text fw={650}>{say('decision')}</Text>
        <Exactly review={review} />
        {decide.data && <Outcome id={id} outcome={decide.data} />}
        {can && !decide.data ? (
          <DecisionForm {...props} decide={decide} />
        ) : (
          !decide.data && <WhyNot review={review} />
        )}
        {part.may_withdraw && <Withdrawal {...props} />}
      </Stack>
    </Paper>
  );
}

/** What a decision is about: this version by its digest, and whatever is released with it. */
function Exactly({ review }: { review: Review }) {
  const say = useWords(deskWords);
  const { kind, key, version } = review.subject;
  return (
    <Stack gap={4}>
      <Text size="sm">
        {say('aboutExactly')} <b>{`${say(`kind.${kind}`)} ${key}, ${say('version', { number: version })}`}</b>
      </Text>
      <Group gap={4}>
        <Text size="xs" c="dimmed">
          {say('byDigest')}
        </Text>
        <Digest of={review.digest} />
      </Group>
      {review.followers.length > 0 && (
        <Text size="sm" component="div">
          {say('withFollowers', { count: review.followers.length })}
          <List size="sm">
            {review.followers.map((one) => (
              <List.Item key={one.key}>
                <Anchor component={Link} to={`/templates/${one.key}`} size="sm">
                  {one.key}
                </Anchor>{' '}
                {say('version', { number: one.version })}
              </List.Item>
            ))}
          </List>
        </Text>
      )}
    </Stack>
  );
}

function DecisionForm({
  review,
  verdict,
  onVerdict,
  decide,
}: DecisionCardProps & { decide: ReturnType<typeof useDecide> }) {
  const say = useWords(deskWords);
  const me = useMe();
  const names = useNames();
  const field = useRef<HTMLTextAreaElement>(null);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const { steps } = review.part;
  const [step, setStep] = useState<string | null>(null);
  const chosen = steps.find((one) => one.step === step) ?? steps[0];
  const seats = chosen?.seats ?? [me.person];
  const [seat, setSeat] = useState<string | null>(null);
  const by = seats.find((one) => one === seat) ?? seats[0] ?? me.person;
  const wanted: Verdict = steps.length === 0 && verdict === 'approve' ? 'request-changes' : verdict;
  const verdicts: Verdict[] =
    steps.length > 0 ? ['approve', 'request-changes', 'reject'] : ['request-changes', 'reject'];

  const submit = () => {
    if (wanted !== 'approve' && !reason.trim()) {
      setMissing(true);
      field.current?.focus();
      return;
    }
    decide.mutate({
      verdict: wanted,
      reason: reason.trim(),
      step: steps.length > 1 ? (chosen?.step ?? null) : null,
      onBehalfOf: by === me.person ? null : by,
    });
  };
  return (
    <Stack
      gap="sm"
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SegmentedControl
        fullWidth
        size="xs"
        orientation="vertical"
        aria-label={say('verdict')}
        value={wanted}
        onChange={onVerdict}
        data={verdicts.map((value) => ({ value, label: say(`verdict.${value}`) }))}
      />
      {steps.length > 1 && (
        <Select
          label={say('inStep')}
          data={steps.map((one) => one.step)}
          value={chosen?.step ?? null}
          onChange={setStep}
          allowDeselect={false}
        />
      )}
      {seats.some((one) => one !== me.person) && (
        <Select
          label={say('inWhoseName')}
          data={seats.map((one) => ({
            value: one,
            label: one === me.person ? say('ownName') : say('standingInFor', { name: names(one) }),
          }))}
          value={by}
          onChange={setSeat}
          allowDeselect={false}
        />
      )}
      <Textarea
        ref={field}
        id="decision"
        label={say(wanted === 'approve' ? 'remark' : 'reason')}
        description={say(wanted === 'approve' ? 'remarkHint' : 'reasonHint')}
        withAsterisk={wanted !== 'approve'}
        error={missing && !reason.trim() ? say('reasonMissing') : null}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {decide.error && <Refused error={decide.error} />}
      <Button
        type="submit"
        loading={decide.isPending}
        color={wanted === 'approve' ? undefined : wanted === 'reject' ? 'red' : 'orange.8'}
      >
        {say(`do.${wanted}`, {
          what: `${review.subject.key}, ${say('version', { number: review.subject.version })}`,
        })}
      </Button>
    </Stack>
  );
}

function Refused({ error }: { error: Error }) {
  const say = useWords(deskWords);
  if (error instanceof ApiProblem && error.isConflict) {
    return (
      <Alert
        color="yellow"
        icon={<IconInfoCircle aria-hidden />}
        title={say('changedSinceRead')}
        role="alert"
      >
        {say('changedSinceReadWhy')}
      </Alert>
    );
  }
  return <ProblemAlert problem={error} />;
}

/** Why who is signed in cannot decide, in plain words, and who can. */
function WhyNot({ review }: { review: Review }) {
  const say = useWords(deskWords);
  const names = useNames();
  const { code, why, who_can: whoCan } = review.part;
  if (!code) return null;
  if (code === 'closed') {
    return (
      <Text size="sm" c="dimmed">
        {say(`why.${code}`)}
      </Text>
    );
  }
  return (
    <Alert color="gray" icon={<IconUsers aria-hidden />} title={say('whyNot')}>
      <Stack gap="xs">
        <Text size="sm">{say(`why.${code}`)}</Text>
        <Text size="sm">
          {whoCan.length > 0 ? say('whoCan', { names: whoCan.map(names).join(', ') }) : say('nobodyCan')}
        </Text>
        <Text size="xs" c="dimmed">
          {why}
        </Text>
      </Stack>
    </Alert>
  );
}

function Withdrawal({ id, etag }: DecisionCardProps) {
  const say = useWords(deskWords);
  const withdraw = useWithdraw(id, etag);
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  if (!open) {
    return (
      <Button
        variant="subtle"
        color="gray"
        size="xs"
        onClick={() => {
          setOpen(true);
        }}
      >
        {say('withdraw')}
      </Button>
    );
  }
  return (
    <Stack gap="xs">
      <Textarea
        label={say('withdrawWhy')}
        withAsterisk
        value={reason}
        data-autofocus
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {withdraw.error && <ProblemAlert problem={withdraw.error} />}
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setOpen(false);
          }}
        >
          {say('keepIt')}
        </Button>
        <Button
          size="xs"
          loading={withdraw.isPending}
          disabled={!reason.trim()}
          onClick={() => {
            withdraw.mutate(reason.trim());
          }}
        >
          {say('withdraw')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What a decision led to: what is still missing, what was released, and what comes next in the queue. */
function Outcome({ id, outcome }: { id: string; outcome: Model<'OutcomeShown'> }) {
  const say = useWords(deskWords);
  const { data: queue = [] } = useQueue();
  const next = queue.find((one) => one.submission !== id);
  const missing = outcome.steps.filter((one) => !one.done).length;
  return (
    <Alert
      color="green"
      icon={<IconCheck aria-hidden />}
      title={say(`verdictDone.${outcome.decision.verdict}`)}
      role="status"
    >
      <Stack gap={4}>
        <Text size="sm">
          {outcome.submission.status !== 'open'
            ? say('nowStands', { status: say(`status.${outcome.submission.status}`) })
            : outcome.awaits_second_person
              ? say('secondPerson')
              : say('stepsMissing', { count: missing })}
        </Text>
        {outcome.released.length > 0 && (
          <Text size="sm">
            {say('releasedNow', { names: outcome.released.map((one) => one.name).join(', ') })}
          </Text>
        )}
        {next && (
          <Anchor component={Link} to={`/submissions/${next.submission}`} size="sm">
            {say('goOnWith', { key: next.subject.key })}
          </Anchor>
        )}
      </Stack>
    </Alert>
  );
}
