import { Switch, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { HoldRow } from '../archive/HoldRow';
import { Checks } from './Checks';
import { RetentionTab } from './RetentionTab';
import { careWords } from './words';

const TABS = ['holds', 'retention', 'checks'] as const;

/** What governs how long what was sent is kept. */
export function CarePage() {
  const say = useWords(careWords);
  const [asked, setAsked] = useSearchParams();
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'holds';
  return (
    <Page title={say('title')} intro={say('intro')} width={980}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          setAsked({ tab: value ?? 'holds' }, { replace: true });
        }}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="holds">
          <Holds />
        </Tabs.Panel>
        <Tabs.Panel value="retention">
          <RetentionTab />
        </Tabs.Panel>
        <Tabs.Panel value="checks">
          <Checks />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

function Holds() {
  const say = useWords(careWords);
  const formats = useFormats();
  const nameOf = useNames();
  const [every, setEvery] = useState(false);
  const { data, error, isPending } = useQuery({
    queryKey: ['holds', every],
    queryFn: () =>
      all((cursor) => ok(api.GET('/v1/holds', { params: { query: { every, cursor, limit: 200 } } }))),
  });
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} />;
  return (
    <Sheet>
      <Switch
        mb="sm"
        label={say('ended')}
        checked={every}
        onChange={(event) => {
          setEvery(event.currentTarget.checked);
        }}
      />
      {data.length === 0 && (
        <Empty icon={IconLock} title={say('noHolds')}>
          {say('noHoldsWhy')}
        </Empty>
      )}
      {data.map((hold) => (
        <HoldRow
          key={hold.number}
          hold={hold}
          what={
            <>
              {hold.communication !== null ? (
                <>
                  <Link to={`/archive/${hold.communication}`}>{hold.communication.slice(0, 12)}</Link> ·{' '}
                </>
              ) : (
                say('ofCustomer', { pseudonym: (hold.customer ?? '').slice(0, 12) })
              )}
              {hold.ended_at !== null && (
                <Text size="xs" component="div">
                  {say('endedBy', {
                    person: nameOf(hold.ended_by ?? ''),
                    when: formats.dateTime(hold.ended_at),
                    why: hold.ended_why ?? '',
                  })}
                </Text>
              )}
            </>
          }
        />
      ))}
    </Sheet>
  );
}
