import { Badge } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconChecklist, IconPencil, IconRocket, IconStack2 } from '@tabler/icons-react';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';

import { Overview } from './Overview';
import { homeWords } from './words';

const FEW = { params: { query: { limit: 5 } } };

/** What this person is asked to decide on. */
export function Awaiting() {
  const say = useWords(homeWords);
  const { data, error } = useQuery({
    queryKey: ['queue', 'few'],
    queryFn: () => ok(api.GET('/v1/queue', FEW)),
    refetchInterval: 30_000,
  });
  return (
    <Overview
      title={say('awaiting')}
      icon={IconChecklist}
      to="/desk"
      none={say('awaitingNone')}
      problem={error}
      rows={data?.items.map((one) => ({
        id: `${one.submission} ${one.subject.kind} ${one.subject.key}`,
        to: `/submissions/${one.submission}`,
        title: one.subject.key,
        detail: say('awaitingFrom', { person: one.submitter }),
        badge: (
          <Badge variant="light" color="gray" tt="none">
            {say(`kind.${one.subject.kind}`)}
          </Badge>
        ),
      }))}
    />
  );
}

/** What is being written, by anybody. */
export function Drafts() {
  const say = useWords(homeWords);
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['drafts', 'few'],
    queryFn: () => ok(api.GET('/v1/drafts', FEW)),
  });
  return (
    <Overview
      title={say('drafts')}
      icon={IconPencil}
      to="/templates"
      none={say('draftsNone')}
      problem={error}
      rows={data?.items.map((one) => ({
        id: `${one.kind} ${one.key}`,
        to: one.kind === 'brand' ? `/brands/${one.key}` : `/${one.kind}s/${one.key}/edit`,
        title: one.title || one.key,
        detail: say('draftOf', { person: one.author, when: formats.ago(one.saved_at) }),
        badge: one.newest === 0 && (
          <Badge variant="light" tt="none">
            {say('draftNew')}
          </Badge>
        ),
      }))}
    />
  );
}

const STATES: Record<string, string> = { done: 'green', stopped: 'red', refused: 'red', cancelled: 'gray' };

/** The latest jobs, and how far they are. */
export function Jobs() {
  const say = useWords(homeWords);
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['jobs', 'few'],
    queryFn: () => ok(api.GET('/v1/jobs', FEW)),
    refetchInterval: 10_000,
  });
  return (
    <Overview
      title={say('jobs')}
      icon={IconStack2}
      to="/jobs"
      none={say('jobsNone')}
      problem={error}
      rows={data?.items.map((one) => ({
        id: one.id,
        to: `/jobs/${one.id}`,
        title: one.template,
        detail: `${say('jobRecords', { count: one.progress.records })} · ${formats.ago(one.created_at)}`,
        badge: (
          <Badge variant="light" color={STATES[one.state] ?? 'iris'} tt="none">
            {say(`state.${one.state}`)}
          </Badge>
        ),
      }))}
    />
  );
}

/** What may be sent since lately. */
export function Released() {
  const say = useWords(homeWords);
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['releases', 'few'],
    queryFn: () => ok(api.GET('/v1/releases', FEW)),
  });
  return (
    <Overview
      title={say('released')}
      icon={IconRocket}
      to="/releases"
      none={say('releasedNone')}
      problem={error}
      rows={data?.items.map((one) => ({
        id: one.digest,
        to: `/releases/${one.digest}`,
        title: one.name,
        detail: say('releasedBy', { person: one.released_by, when: formats.ago(one.released_at) }),
      }))}
    />
  );
}
