import { createElement } from 'react';
import {
  IconDeviceMobile,
  IconFileText,
  IconMail,
  IconMessage,
  IconPackage,
  type Icon,
} from '@tabler/icons-react';

import { useWords, type Say } from '~/app/words';

import type { AnyView, Device, Scheme, Views } from '../model/types';
import { previewWords } from '../words';

/** How the channels are looked at: what all of them share. */
export interface Looking {
  readonly scheme: Scheme;
  readonly device: Device;
  readonly selected: string;
  /** The nodes inside the selected one, for channels in which it is nothing by itself. */
  readonly inside: readonly string[];
  /** The channel in which the node was selected, which is not scrolled by it. */
  readonly origin: string;
  readonly outlines: boolean;
  readonly owners: ReadonlyMap<string, string>;
  readonly large: boolean;
  readonly onPick: (node: string, channel: string) => void;
  readonly onLink: (address: string) => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onDevice: (device: Device) => void;
}

export const CHANNELS = ['pdf', 'email', 'sms', 'mobile'] as const;
export type Known = (typeof CHANNELS)[number];

const ICONS: Record<Known, Icon> = {
  pdf: IconFileText,
  email: IconMail,
  sms: IconMessage,
  mobile: IconDeviceMobile,
};

export function isKnown(channel: string): channel is Known {
  return CHANNELS.some((known) => known === channel);
}

/** The sign of a channel. */
export function ChannelIcon({ channel, size = 16 }: { channel: string; size?: number }) {
  return createElement(isKnown(channel) ? ICONS[channel] : IconPackage, {
    size,
    stroke: 1.8,
    'aria-hidden': true,
  });
}

export function nameOf(channel: string, say: PreviewSay): string {
  return isKnown(channel) ? say(`channel.${channel}`) : channel;
}

export type PreviewSay = typeof previewWords extends { keys?: infer Key extends string }
  ? Say<NonNullable<Key>>
  : never;

export function usePreviewWords(): PreviewSay {
  return useWords(previewWords);
}

/** What `channel` shows in an answer. */
export function viewOf(views: Views | null, channel: string): AnyView | null {
  if (!views) return null;
  if (isKnown(channel)) return views[channel] ?? null;
  return views.others?.find((other) => other.channel === channel) ?? null;
}
