import { ActionIcon, Group, Skeleton, Stack, Text, Tooltip } from '@mantine/core';
import {
  IconArrowsMaximize,
  IconArrowsMinimize,
  IconDeviceDesktop,
  IconDeviceMobile,
  IconMinus,
  IconPlus,
} from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';

import { Toggle } from '../controls/Toggle';
import type { Paper } from '../model/pages';
import type { Look } from '../model/request';
import type { AnyView, EmailView, MobileView, OtherView, PdfView, SmsView } from '../model/types';
import { Download } from './Download';
import { EmailChannel } from './EmailChannel';
import { Facts } from './Facts';
import { Failure, FindingsMark } from './Findings';
import classes from './lanes.module.css';
import { MobileChannel } from './MobileChannel';
import { OtherChannel } from './OtherChannel';
import { PdfChannel } from './PdfChannel';
import { ChannelIcon, nameOf, usePreviewWords, type Looking } from './shared';
import { SegmentMeter, SmsChannel } from './SmsChannel';

export interface LaneProps {
  readonly channel: string;
  readonly view: AnyView | null;
  readonly paper: Paper | null;
  readonly look: Look;
  readonly looking: Looking;
  readonly busy: boolean;
  readonly onSee: (first: number, last: number, scale: number) => void;
  readonly onEnlarge: () => void;
}

const ZOOMS = [50, 75, 100, 125, 150, 200, 300];

/** One channel: its name, what it says of itself, and below what the customer sees. */
export function Lane(props: LaneProps) {
  const { channel, view, look, looking, busy, onEnlarge } = props;
  const say = usePreviewWords();
  const [zoom, setZoom] = useState(100);
  const name = nameOf(channel, say);
  const enlarge = looking.large ? say('shrink') : say('enlarge', { channel: name });
  return (
    <section
      className={classes.lane}
      aria-label={name}
      data-channel={channel}
      data-failed={view?.failed ?? undefined}
      data-busy={busy || undefined}
    >
      <header className={classes.head}>
        <ChannelIcon channel={channel} size={17} />
        <Stack gap={0} className={classes.name}>
          <Text component="h2" size="sm" fw={650} lh={1.3}>
            {name}
          </Text>
          <Facts view={view} />
        </Stack>
        <Group gap={2} wrap="nowrap">
          {view && <FindingsMark view={view} name={name} />}
          {channel === 'pdf' && !view?.failed && <Zoom zoom={zoom} onZoom={setZoom} />}
          {channel === 'email' && <DeviceToggle looking={looking} />}
          <Download channel={channel} look={look} disabled={!view || view.failed} />
          <Tooltip label={enlarge}>
            <ActionIcon variant="subtle" color="gray" aria-label={enlarge} onClick={onEnlarge}>
              {looking.large ? (
                <IconArrowsMinimize size={16} aria-hidden />
              ) : (
                <IconArrowsMaximize size={16} aria-hidden />
              )}
            </ActionIcon>
          </Tooltip>
        </Group>
      </header>
      <div className={classes.body} data-large={looking.large || undefined}>
        <Content {...props} zoom={zoom} />
      </div>
      {view?.channel === 'sms' && !view.failed && (
        <footer className={classes.foot}>
          <SegmentMeter view={view as SmsView} />
        </footer>
      )}
    </section>
  );
}

function Content({ channel, view, paper, looking, zoom, onSee }: LaneProps & { zoom: number }): ReactNode {
  if (!view) return <Skeleton flex={1} radius="md" animate />;
  if (view.failed) return <Failure findings={view.findings} />;
  switch (channel) {
    case 'pdf':
      return (
        paper && (
          <PdfChannel
            paper={{ ...paper, view: view as PdfView }}
            looking={looking}
            zoom={zoom}
            onSee={onSee}
          />
        )
      );
    case 'email':
      return <EmailChannel view={view as EmailView} looking={looking} />;
    case 'sms':
      return <SmsChannel view={view as SmsView} looking={looking} />;
    case 'mobile':
      return <MobileChannel view={view as MobileView} looking={looking} />;
    default:
      return <OtherChannel view={view as OtherView} />;
  }
}

function DeviceToggle({ looking }: { looking: Looking }) {
  const say = usePreviewWords();
  const phone = looking.device === 'phone';
  return (
    <Toggle
      label={say(phone ? 'device.desktop' : 'device.phone')}
      icon={phone ? IconDeviceDesktop : IconDeviceMobile}
      on={false}
      onToggle={() => {
        looking.onDevice(phone ? 'desktop' : 'phone');
      }}
    />
  );
}

function Zoom({ zoom, onZoom }: { zoom: number; onZoom: (zoom: number) => void }) {
  const say = usePreviewWords();
  const at = ZOOMS.indexOf(zoom);
  const step = (by: number, label: string, icon: ReactNode): ReactNode => {
    const next = ZOOMS[at + by];
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={label}
        title={label}
        disabled={next === undefined}
        onClick={() => {
          if (next !== undefined) onZoom(next);
        }}
      >
        {icon}
      </ActionIcon>
    );
  };
  return (
    <>
      {step(-1, say('zoomOut'), <IconMinus size={15} aria-hidden />)}
      {step(1, say('zoomIn'), <IconPlus size={15} aria-hidden />)}
    </>
  );
}
