import { Button, Group } from '@mantine/core';
import { IconArrowsSplit2, IconLock, IconMoon, IconSun } from '@tabler/icons-react';

import { usePreviewWords } from '../channels/shared';
import type { Settings } from '../model/settings';
import type { ChangeSettings } from '../model/useSettings';
import type { Seen } from '../model/viewing';
import classes from '../preview.module.css';
import { ChannelPicker } from './ChannelPicker';
import { DayPicker } from './DayPicker';
import { Freshness } from './Freshness';
import { LanguagePicker } from './LanguagePicker';
import { SamplePicker } from './SamplePicker';
import { ShortcutHelp } from './ShortcutHelp';
import { Toggle } from './Toggle';

interface ToolbarProps {
  readonly all: readonly string[];
  readonly shown: readonly string[];
  readonly one: boolean;
  readonly settings: Settings;
  readonly onSettings: ChangeSettings;
  readonly samples: readonly string[];
  readonly sample: string;
  readonly own: boolean;
  readonly onSample: (sample: string) => void;
  readonly onOwn: () => void;
  readonly locales: readonly string[];
  readonly lang: string;
  readonly used: string;
  /** Undefined where the language is chosen elsewhere. */
  readonly onLang: ((lang: string) => void) | undefined;
  readonly seen: Seen;
  readonly board: boolean;
  readonly onBoard: () => void;
}

/** Whose record, in what language, as of which day; and which channels, on what screens. */
export function Toolbar(props: ToolbarProps) {
  const { settings, onSettings, one, all, shown, board } = props;
  const say = usePreviewWords();
  const forced = Object.keys(settings.force).length;
  const dark = settings.screens === 'dark';
  return (
    <div className={classes.tools} role="toolbar" aria-label={say('tools')}>
      <SamplePicker {...props} />
      {props.onLang && <LanguagePicker {...props} onLang={props.onLang} />}
      <DayPicker
        date={settings.date}
        onDate={(date) => {
          onSettings({ date });
        }}
      />
      <span className={classes.gap} />
      <Group gap={4} wrap="nowrap">
        <ChannelPicker
          all={all}
          shown={shown}
          one={one}
          onShow={(channels) => {
            if (one) onSettings({ channel: channels[0] ?? '' });
            else onSettings({ channels: channels.length === all.length ? [] : channels });
          }}
        />
        <span className={classes.rule} />
        <Toggle
          label={say(dark ? 'screens.light' : 'screens.dark')}
          icon={dark ? IconSun : IconMoon}
          on={false}
          onToggle={() => {
            onSettings({ screens: dark ? 'light' : 'dark' });
          }}
        />
        <Toggle
          label={say('locked')}
          icon={IconLock}
          on={settings.locked}
          onToggle={() => {
            onSettings({ locked: !settings.locked });
          }}
        />
        <ShortcutHelp />
        <span className={classes.rule} />
        <Button
          size="xs"
          variant={board || forced > 0 ? 'light' : 'default'}
          leftSection={<IconArrowsSplit2 size={15} aria-hidden />}
          aria-expanded={board}
          onClick={props.onBoard}
        >
          {forced > 0 ? say('forced', { count: forced }) : say('conditions')}
        </Button>
        <Freshness seen={props.seen} />
      </Group>
    </div>
  );
}
