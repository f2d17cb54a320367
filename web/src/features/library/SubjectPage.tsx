import { Anchor, Badge, Button, Group, Tabs, Text } from '@mantine/core';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { Link, useParams, useSearchParams } from 'react-router';

import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { StandingBadge } from '~/ui/StandingBadge';

import { BrandLook } from './BrandLook';
import { DraftBadge } from './ContentTable';
import { useContent, type Plural, type Summary } from './content';
import { ImpactPanel } from './ImpactPanel';
import { Languages } from './Languages';
import { Overview } from './Overview';
import { Releases } from './Releases';
import { Rights } from './Rights';
import { SubjectMenu } from './SubjectMenu';
import { Submit } from './Submit';
import { Uses } from './Uses';
import { Versions } from './Versions';
import { libraryWords } from './words';

const TABS: Record<Plural, readonly Tab[]> = {
  templates: ['overview', 'versions', 'releases', 'languages', 'rights'],
  blocks: ['overview', 'versions', 'uses', 'impact', 'languages'],
  brands: ['overview', 'versions', 'impact'],
};
type Tab = 'overview' | 'versions' | 'releases' | 'languages' | 'rights' | 'uses' | 'impact';

export function TemplatePage() {
  return <SubjectPage plural="templates" />;
}

export function BlockPage() {
  return <SubjectPage plural="blocks" />;
}

export function BrandPage() {
  return <SubjectPage plural="brands" />;
}

/** One template, block or brand: what it is, what it is worth, and what can be done about it. */
function SubjectPage({ plural }: { plural: Plural }) {
  const { key = '' } = useParams();
  const { data, error, refetch } = useContent(plural, key);
  if (data) return <Loaded key={key} plural={plural} content={data.content} etag={data.etag} />;
  return (
    <Page title={key}>
      {error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <Loading h="50vh" />}
    </Page>
  );
}

function Loaded({ plural, content, etag }: { plural: Plural; content: Summary; etag: string }) {
  const say = useWords(libraryWords);
  const edits = useMay('edit');
  const submits = useMay('submit');
  const [params, setParams] = useSearchParams();
  const { key } = content;
  const tabs = TABS[plural];
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'overview';
  return (
    <Page
      title={content.title || key}
      width={1280}
      above={
        <Anchor component={Link} to={`/${plural}`} size="sm">
          <Group gap={4}>
            <IconArrowLeft size={14} aria-hidden />
            {say(plural)}
          </Group>
        </Anchor>
      }
      intro={
        <Group gap="xs">
          <Text span size="sm">
            {key} · {say('versionNumber', { number: content.version })}
          </Text>
          {content.standing && <StandingBadge standing={content.standing} />}
          {content.lock && (
            <Badge variant="default" tt="none">
              {say(`lock.${content.lock as 'free'}`)}
            </Badge>
          )}
          {content.draft && <DraftBadge />}
          {content.retired_on && (
            <Badge variant="light" color="gray" tt="none">
              {say('retiredOn', { date: content.retired_on })}
            </Badge>
          )}
        </Group>
      }
      actions={
        <>
          <SubjectMenu plural={plural} content={content} etag={etag} />
          {edits && plural !== 'brands' && !content.retired_on && (
            <Button
              component={Link}
              to={`/${plural}/${key}/edit`}
              variant={submits && content.standing !== 'approved' ? 'default' : 'filled'}
              leftSection={<IconPencil size={16} aria-hidden />}
            >
              {say('edit')}
            </Button>
          )}
          {submits && content.standing !== 'approved' && <Submit plural={plural} content={content} />}
        </>
      }
    >
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          setParams(value && value !== 'overview' ? { tab: value } : {}, { replace: true });
        }}
      >
        <Tabs.List mb="lg">
          {tabs.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="overview">
          {plural === 'brands' ? <BrandLook brand={key} /> : <Overview plural={plural} content={content} />}
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions plural={plural} content={content} etag={etag} />
        </Tabs.Panel>
        <Tabs.Panel value="releases">
          <Releases template={key} />
        </Tabs.Panel>
        <Tabs.Panel value="languages">
          {plural !== 'brands' && <Languages plural={plural} of={key} />}
        </Tabs.Panel>
        <Tabs.Panel value="rights">
          <Rights template={key} />
        </Tabs.Panel>
        <Tabs.Panel value="uses">
          <Uses block={key} />
        </Tabs.Panel>
        <Tabs.Panel value="impact">
          <ImpactPanel subject={`${content.kind}:${key}`} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
