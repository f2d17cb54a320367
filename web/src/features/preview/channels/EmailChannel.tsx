import { Avatar, Text } from '@mantine/core';

import { GLASS, Phone } from '../frames/Phone';
import { HtmlFrame } from '../frames/HtmlFrame';
import { Scaled } from '../frames/Scaled';
import type { Device, EmailView } from '../model/types';
import classes from './channels.module.css';
import { usePreviewWords, type Looking } from './shared';

const DESKTOP = 660;
const HEAD = 100;

/** A mail as a mail program shows it: its head, and below it what it says. */
export function EmailChannel({ view, looking }: { view: EmailView; looking: Looking }) {
  return looking.device === 'phone' ? (
    <Phone scheme={looking.scheme}>
      {(height) => <Mail view={view} looking={looking} device="phone" width={GLASS} height={height} />}
    </Phone>
  ) : (
    <Scaled width={DESKTOP} most={1.25}>
      {(height) => (
        <div className={classes.window} data-scheme={looking.scheme}>
          <Mail view={view} looking={looking} device="desktop" width={DESKTOP} height={height} />
        </div>
      )}
    </Scaled>
  );
}

interface MailProps {
  readonly view: EmailView;
  readonly looking: Looking;
  readonly device: Device;
  readonly width: number;
  readonly height: number;
}

function Mail({ view, looking, device, width, height }: MailProps) {
  const say = usePreviewWords();
  const sender = nameIn(view.sender ?? '');
  return (
    <div className={classes.mail}>
      <div className={classes.mailHead} style={{ height: HEAD }} data-device={device}>
        <Avatar size={44} radius="xl" color="iris" variant="filled" aria-hidden>
          {sender.charAt(0).toUpperCase()}
        </Avatar>
        <div className={classes.mailLines}>
          <Text component="p" fw={650} fz={device === 'phone' ? 17 : 19} truncate title={view.subject}>
            {view.subject}
          </Text>
          <Text component="p" fz={device === 'phone' ? 14 : 16} truncate>
            {sender}
            <span className={classes.faint}> · {say('to', { recipient: view.recipient ?? '' })}</span>
          </Text>
          <Text component="p" fz={device === 'phone' ? 14 : 16} truncate className={classes.faint}>
            {view.preheader}
          </Text>
        </div>
      </div>
      <HtmlFrame
        html={view.html ?? ''}
        scheme={looking.scheme}
        title={say(device === 'phone' ? 'email.titlePhone' : 'email.title')}
        selected={looking.selected}
        inside={looking.inside}
        scrolls={looking.origin !== 'email'}
        outlines={looking.outlines}
        owners={looking.owners}
        onPick={(node) => {
          looking.onPick(node, 'email');
        }}
        onLink={looking.onLink}
        onKey={looking.onKey}
        width={width}
        height={Math.max(0, height - HEAD)}
      />
    </div>
  );
}

function nameIn(address: string): string {
  return /^"?([^"<]+?)"?\s*</.exec(address)?.[1] ?? address;
}
