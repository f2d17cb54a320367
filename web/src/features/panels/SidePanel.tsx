import { Tabs, Tooltip, VisuallyHidden } from '@mantine/core';
import {
  IconAdjustmentsHorizontal, IconAlertTriangle, IconHistory, IconLanguage, IconMessageCircle, IconSettings,
  type TablerIcon,
} from '@tabler/icons-react'; // prettier-ignore
import { useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';

import { Comments } from './comments/Comments';
import { useThreads } from './comments/useComments';
import { Findings } from './findings/Findings';
import { useChecks } from './findings/useChecks';
import { History } from './history/History';
import { Inspector } from './inspector/Inspector';
import { Settings } from './settings/Settings';
import classes from './SidePanel.module.css';
import { Translations } from './translations/Translations';
import { panelWords } from './words';

const TABS = [
  { name: 'inspector', icon: IconAdjustmentsHorizontal, Content: Inspector },
  { name: 'findings', icon: IconAlertTriangle, Content: Findings },
  { name: 'comments', icon: IconMessageCircle, Content: Comments },
  { name: 'translations', icon: IconLanguage, IconMessageCircle, Content: Translations },
  { name: 'history', icon: IconHistory, Content: History },
  { name: 'settings', icon: IconSettings, Content: Settings },
] as const;

/** What stands beside the document: the properties of what is selected, and all that is to be known of the whole. */
export function SidePanel() {
  const say = useWords(panelWords);
  const [query, setQuery] = useSearchParams();
  const asked = query.get('panel');
  const current = TABS.find(({ name }) => name === asked) ?? TABS[0];
  const checks = useChecks();
  const findings = checks.data?.findings ?? [];
  const comments = useThreads('open', null).data?.pages.flatMap((page) => page.items).length ?? 0;
  const counts: Readonly<Record<string, number>> = { findings: findings.length, comments };
  const isError = findings.some(({ severity }) => severity === 'error');
  return (
    <Tabs
      className={classes.panel}
      value={current.name}
      keepMounted={false}
      onChange={(name) => {
        setQuery(
          (before) => {
            const after = new URLSearchParams(before);
            if (name === null || name === 'inspector') after.delete('panel');
            else after.set('panel', name);
            return after;
          },
          { replace: true },
        );
      }}
    >
      <Tabs.List className={classes.list} aria-label={say('panels')}>
        {TABS.map(({ name, icon }) => (
          <PanelTab
            key={name}
            name={name}
            icon={icon}
            label={say(name)}
            count={counts[name] ?? 0}
            tone={name === 'findings' && isError ? 'error' : 'note'}
          />
        ))}
      </Tabs.List>
      <VisuallyHidden role="status">{say('findings_count', { count: findings.length })}</VisuallyHidden>
      {TABS.map(({ name, Content }) => (
        <Tabs.Panel key={name} value={name} className={classes.content}>
          <Content />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function PanelTab({
  name,
  icon: Icon,
  label,
  count,
  tone,
}: {
  name: string;
  icon: TablerIcon;
  label: string;
  count: number;
  tone: 'error' | 'note';
}) {
  const formats = useFormats();
  return (
    <Tooltip label={label} openDelay={400}>
      <Tabs.Tab
        value={name}
        className={classes.tab}
        aria-label={count ? `${label} (${formats.number(count)})` : label}
      >
        <span className={classes.icon}>
          <Icon size={18} stroke={1.7} aria-hidden />
          {count > 0 && (
            <span className={classes.count} data-tone={tone} aria-hidden>
              {formats.number(count)}
            </span>
          )}
        </span>
      </Tabs.Tab>
    </Tooltip>
  );
}
