import { Accordion, Anchor, Badge, Group, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { deskWords } from '../words';
import { coverageOf, lookedAt } from './evidence';
import type { Review } from './review';

type Gate = Model<'GateShown'>;

const KNOWN = ['check', 'proof', 'pdf-ua', 'wcag', 'mandatory-blocks', 'coverage'] as const;

/** What the machine found before anybody was asked, with the evidence of it. */
export function Gates({ review }: { review: Pick<Review, 'gates' | 'subject' | 'followers'> }) {
  const say = useWords(deskWords);
  const subjects = new Map([review.subject, ...review.followers].map((one) => [one.digest, one.key]));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say('gatesWhy')}
      </Text>
      <GateList
        gates={review.gates}
        subjectOf={(digest) => (subjects.size > 1 ? subjects.get(digest) : undefined)}
      />
    </Stack>
  );
}

interface GateListProps {
  gates: Gate[];
  subjectOf?: (digest: string) => string | undefined;
}

export function GateList({ gates, subjectOf }: GateListProps) {
  const say = useWords(deskWords);
  return (
    <Accordion variant="separated" multiple chevronPosition="left" order={2}>
      {gates.map((gate) => {
        const known = KNOWN.find((one) => one === gate.gate);
        const subject = subjectOf?.(gate.digest);
        return (
          <Accordion.Item key={gate.evidence} value={gate.evidence}>
            <Accordion.Control>
              <Group gap="sm" wrap="nowrap">
                {gate.passed ? (
                  <IconCircleCheck size={20} aria-hidden color="var(--mantine-color-green-6)" />
                ) : (
                  <IconCircleX size={20} aria-hidden color="var(--mantine-color-red-6)" />
                )}
                <div>
                  <Text size="sm" fw={600}>
                    {known ? say(`gate.${known}`) : gate.gate}
                    {subject && ` · ${subject}`}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {say(gate.passed ? 'passed' : 'notPassed')} · {say('findings', { count: gate.count })}
                  </Text>
                </div>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Evidence gate={gate} />
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Evidence({ gate }: { gate: Gate }) {
  const say = useWords(deskWords);
  const { data, error } = useQuery({
    queryKey: ['evidence', gate.evidence],
    staleTime: Infinity,
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/evidence/{digest}', { params: { path: { digest: gate.evidence } }, signal })),
  });
  const coverage = data ? coverageOf(data) : null;
  const looked = data ? lookedAt(data) : 0;
  return (
    <Stack gap="sm">
      <Findings findings={gate.findings} />
      {error && <ProblemAlert problem={error} />}
      {!data && !error && <Loading mih={40} />}
      {looked > 0 && <Text size="sm">{say('lookedAt', { count: looked })}</Text>}
      {coverage && coverage.total > 0 && (
        <Text size="sm">{say('coverage', { taken: coverage.taken, total: coverage.total })}</Text>
      )}
      <Group gap="xs">
        <Anchor size="sm" href={`/v1/evidence/${gate.evidence}`} target="_blank" rel="noreferrer">
          {say('report')}
        </Anchor>
        <Digest of={gate.evidence} label={say('report')} />
      </Group>
    </Stack>
  );
}

const SEVERITIES: Record<string, string> = { error: 'red', warning: 'orange', note: 'gray' };

function Findings({ findings }: { findings: Gate['findings'] }) {
  const say = useWords(deskWords);
  if (findings.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {say('nothingFound')}
      </Text>
    );
  }
  return (
    <List spacing="xs" size="sm" listStyleType="none">
      {findings.map((finding, index) => {
        const severity =
          (['error', 'warning', 'note'] as const).find((one) => one === finding.severity) ?? 'note';
        return (
          <List.Item key={index}>
            <Badge size="xs" variant="light" tt="none" color={SEVERITIES[severity]} mr={6}>
              {say(`severity.${severity}`)}
            </Badge>
            <Text span size="xs" c="dimmed" ff="monospace">
              {finding.place}
            </Text>{' '}
            {finding.message}
          </List.Item>
        );
      })}
    </List>
  );
}
