import { Tabs } from '@mantine/core';
import { useSearchParams } from 'react-router';

import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';

import { Edits } from './Edits';
import { Folders } from './Folders';
import { Matrix } from './Matrix';
import { rightWords } from './words';

const TABS = ['matrix', 'edits', 'folders'] as const;

/** Roles by folder, kinds of edit by template, and what stands where. */
export function RightsPage() {
  const say = useWords(rightWords);
  const [asked, setAsked] = useSearchParams();
  const tab = TABS.find((one) => one === asked.get('tab')) ?? 'matrix';
  return (
    <Page title={say('title')} intro={say('intro')} width={1400}>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => {
          setAsked({ tab: value ?? 'matrix' }, { replace: true });
        }}
      >
        <Tabs.List mb="md">
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say(`tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="matrix">
          <Matrix />
        </Tabs.Panel>
        <Tabs.Panel value="edits">
          <Edits />
        </Tabs.Panel>
        <Tabs.Panel value="folders">
          <Folders />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
