import { CloseButton, Text, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconLayoutColumns, IconLink } from '@tabler/icons-react';
import { useEffect } from 'react';

import { Empty } from '~/ui/Empty';

import { Lane } from './channels/Lane';
import { nameOf, usePreviewWords, viewOf, type Looking, type PreviewSay } from './channels/shared';
import type { Look } from './model/request';
import type { Seen } from './model/viewing';
import classes from './preview.module.css';

interface BoardProps {
  readonly channels: readonly string[];
  readonly seen: Seen;
  readonly look: Look;
  readonly looking: Looking;
  readonly link: string;
  readonly onLinkClose: () => void;
  readonly onSee: (first: number, last: number, scale: number) => void;
  readonly onEnlarge: (channel: string) => void;
}

// How much of the room a channel wants, and how little it can do with.
const ROOM: Record<string, string> = {
  pdf: 'minmax(236px, 1.3fr)',
  email: 'minmax(270px, 1.5fr)',
  sms: 'minmax(186px, 1fr)',
  mobile: 'minmax(186px, 1fr)',
};
const PHONE = 'minmax(186px, 1fr)';

/** The channels side by side, or one of them large. */
export function Board({ channels, seen, look, looking, link, onLinkClose, onSee, onEnlarge }: BoardProps) {
  const say = usePreviewWords();
  useShownMarks(seen);
  const columns = channels.map((channel) =>
    channel === 'email' && looking.device === 'phone' ? PHONE : (ROOM[channel] ?? PHONE),
  );
  return (
    <div className={classes.board}>
      {channels.length === 0 ? (
        <Empty icon={IconLayoutColumns} title={say('noChannel')}>
          {say('noChannelWhy')}
        </Empty>
      ) : (
        <div
          className={classes.lanes}
          style={{ gridTemplateColumns: looking.large ? 'minmax(0, 1fr)' : columns.join(' ') }}
        >
          {channels.map((channel) => (
            <Lane
              key={channel}
              channel={channel}
              view={channel === 'pdf' ? (seen.paper?.view ?? null) : viewOf(seen.messages, channel)}
              paper={seen.paper}
              look={look}
              looking={looking}
              busy={channel === 'pdf' ? seen.paperBusy : seen.busy}
              onSee={onSee}
              onEnlarge={() => {
                onEnlarge(channel);
              }}
            />
          ))}
        </div>
      )}
      {link && (
        <div className={classes.link} role="status">
          <IconLink size={16} aria-hidden />
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {say('link')} <strong>{link}</strong>
          </Text>
          <CloseButton size="sm" aria-label={say('link.close')} onClick={onLinkClose} />
        </div>
      )}
      <Told seen={seen} channels={channels} say={say} />
    </div>
  );
}

/** Says what became of a refresh, once nothing more is on its way: not with every key. */
function Told({ seen, channels, say }: { seen: Seen; channels: readonly string[]; say: PreviewSay }) {
  const busy = seen.busy || seen.paperBusy;
  const failed = channels.filter(
    (channel) => viewOf(channel === 'pdf' ? seen.about : seen.messages, channel)?.failed,
  );
  const words = busy
    ? ''
    : seen.problem || seen.paperProblem
      ? say('told.stale')
      : failed.length > 0
        ? say('told.failed', { channels: failed.map((channel) => nameOf(channel, say)).join(', ') })
        : say('told.fresh');
  const [told] = useDebouncedValue(words, 700);
  return (
    <VisuallyHidden role="status" aria-live="polite" data-told={told}>
      {told}
    </VisuallyHidden>
  );
}

/** Marks when an answer was drawn, for who measures how long that takes (`benchmarks/refresh.py`). */
function useShownMarks({ messages, paper }: Seen): void {
  useEffect(() => {
    if (messages) markDrawn('ccm:preview-messages');
  }, [messages]);
  useEffect(() => {
    if (paper) markDrawn('ccm:preview-paper');
  }, [paper]);
}

function markDrawn(name: string): void {
  requestAnimationFrame(() => setTimeout(() => performance.mark(name)));
}
