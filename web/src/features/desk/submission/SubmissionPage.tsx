import { Anchor, Badge, Box, Button, Drawer, Group, Tabs, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowLeft, IconArrowRight, IconGavel } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ImpactPanel } from '~/features/library/ImpactPanel';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { StatusBadge } from '../StatusBadge';
import { KIND_ICONS, nameOf, pageOf } from '../kinds';
import { useQueue } from '../queue/queue';
import { deskWords } from '../words';
import { Changes } from './Changes';
import { DecisionCard } from './DecisionCard';
import { Discussion } from './Discussion';
import { Forms } from './Forms';
import { Gates } from './Gates';
import { Rail } from './Rail';
import { ShortcutsHelp, useReviewShortcuts } from './Shortcuts';
import { usePackage, useReview, type Review, type Verdict } from './review';
import classes from './submission.module.css';

const TABS = ['changes', 'forms', 'impact', 'gates', 'discussion'] as const;

/** A submission: everything those who decide on it should have before them, and the decision. */
export function SubmissionPage() {
  const { id = '' } = useParams();
  const say = useWords(deskWords);
  const { data, error, refetch } = useReview(id);
  if (data) return <Loaded key={id} id={id} review={data.review} etag={data.etag} />;
  return (
    <Page title={say('submission', { id })}>
      {error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <Loading h="50vh" />}
    </Page>
  );
}

function Loaded({ id, review, etag }: { id: string; review: Review; etag: string }) {
  const say = useWords(deskWords);
  const names = useNames();
  const formats = useFormats();
  const [params, setParams] = useSearchParams();
  const [deciding, drawer] = useDisclosure();
  const { data: content } = usePackage(id);
  const { kind, key, version } = review.subject;
  const title = content?.forms[0]?.title ?? key;
  const tabs = TABS.filter((tab) => tab !== 'impact' || kind !== 'template');
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'changes';
  const verdict = (params.get('decide') as Verdict | null) ?? 'approve';

  const set = (changes: Record<string, string | null>) => {
    setParams(
      (now) => {
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) now.delete(name);
          else now.set(name, value);
        }
        return now;
      },
      { replace: true },
    );
  };
  const comment = (node: string | null) => {
    set({ tab: 'discussion', node });
    focusSoon('comment');
  };
  const decide = (wanted: Verdict) => {
    set({ decide: wanted });
    if (window.matchMedia('(max-width: 62em)').matches) drawer.open();
    else focusSoon('decision');
  };
  useReviewShortcuts({
    id,
    onDecide: decide,
    onComment: () => comment(null),
    onTab: (at) => set({ tab: tabs[at] ?? tab }),
  });
  const card = (
    <DecisionCard
      id={id}
      review={review}
      etag={etag}
      verdict={verdict}
      onVerdict={(one) => set({ decide: one })}
    />
  );
  const Icon = KIND_ICONS[kind];

  return (
    <Page
      title={title}
      width={1440}
      above={<Trail id={id} />}
      intro={
        <Group gap="xs">
          <Icon size={16} aria-hidden />
          <Anchor component={Link} to={pageOf(kind, key)} size="sm">
            {say(`kind.${kind}`)} {key}
          </Anchor>
          <Text span size="sm" fw={600}>
            {say('version', { number: version })}
          </Text>
          <Text span size="sm">
            {say('submittedBy', { name: names(review.submitter), when: formats.dateTime(review.at) })}
          </Text>
        </Group>
      }
      actions={
        <>
          <StatusBadge status={review.status} size="lg" />
          <ShortcutsHelp />
        </>
      }
    >
      <div className={classes.layout}>
        <Tabs
          value={tab}
          onChange={(value) => set({ tab: value, node: null })}
          keepMounted={false}
          className={classes.main}
        >
          <Tabs.List aria-label={say('package')}>
            {tabs.map((one) => (
              <Tabs.Tab key={one} value={one} rightSection={<TabCount tab={one} review={review} />}>
                {say(`tab.${one}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Box pt="md">
            <Tabs.Panel value="changes">
              <Changes id={id} review={review} onComment={comment} onForms={() => set({ tab: 'forms' })} />
            </Tabs.Panel>
            <Tabs.Panel value="forms">
              <Forms id={id} />
            </Tabs.Panel>
            <Tabs.Panel value="impact">
              <ImpactPanel subject={`${nameOf(review.subject)}@${version.toString()}`} />
            </Tabs.Panel>
            <Tabs.Panel value="gates">
              <Gates review={review} />
            </Tabs.Panel>
            <Tabs.Panel value="discussion">
              <Discussion id={id} review={review} />
            </Tabs.Panel>
          </Box>
        </Tabs>
        <aside className={classes.rail} aria-label={say('decision')}>
          <Box visibleFrom="md">{card}</Box>
          <Rail review={review} />
        </aside>
      </div>
      {review.status === 'open' && (
        <Box className={classes.bar} hiddenFrom="md">
          <Button fullWidth size="md" leftSection={<IconGavel size={18} aria-hidden />} onClick={drawer.open}>
            {review.part.steps.length > 0 ? say('decide') : say('whyNot')}
          </Button>
        </Box>
      )}
      <Drawer
        opened={deciding}
        onClose={drawer.close}
        position="bottom"
        size="auto"
        title={say('decision')}
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        {card}
      </Drawer>
    </Page>
  );
}

/** Where one is: in the queue, if this is in it, with what comes before and after. */
function Trail({ id }: { id: string }) {
  const say = useWords(deskWords);
  const { data: queue = [] } = useQueue();
  const at = queue.findIndex((one) => one.submission === id);
  return (
    <Group gap="xs">
      <Anchor component={Link} to="/desk" size="sm">
        {say('queue')}
      </Anchor>
      <Text size="sm" c="dimmed" aria-hidden>
        /
      </Text>
      <Text size="sm" c="dimmed">
        {at >= 0 ? say('placeInQueue', { number: at + 1, count: queue.length }) : say('submission', { id })}
      </Text>
      {[-1, 1].map((step) => {
        const other = at >= 0 ? queue[at + step] : undefined;
        const Arrow = step < 0 ? IconArrowLeft : IconArrowRight;
        return (
          other && (
            <Button
              key={step}
              component={Link}
              to={`/submissions/${other.submission}`}
              variant="subtle"
              size="compact-xs"
              {...{ [step < 0 ? 'leftSection' : 'rightSection']: <Arrow size={14} aria-hidden /> }}
            >
              {say(step < 0 ? 'previous' : 'next')}
            </Button>
          )
        );
      })}
    </Group>
  );
}

function TabCount({ tab, review }: { tab: (typeof TABS)[number]; review: Review }) {
  const counts = {
    gates: review.gates.reduce((sum, gate) => sum + gate.count, 0),
    discussion: review.decisions.length,
  };
  const count = tab === 'gates' || tab === 'discussion' ? counts[tab] : 0;
  return count ? (
    <Badge size="xs" variant="light" color="gray">
      {count}
    </Badge>
  ) : null;
}

function focusSoon(id: string): void {
  window.setTimeout(() => {
    const target = document.getElementById(id);
    target?.scrollIntoView({ block: 'nearest' });
    target?.focus();
  }, 60);
}
