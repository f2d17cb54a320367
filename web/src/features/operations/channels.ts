import { defineWords } from '~/app/words';

/** How channels are called, wherever operators meet them. */
export const channelWords = defineWords(
  'channels',
  { pdf: 'Letter (PDF)', email: 'Email', sms: 'SMS', mobile: 'Phone page' },
  { pdf: 'Lettera (PDF)', email: 'Email', sms: 'SMS', mobile: 'Pagina telefono' },
);

export const CHANNELS = ['pdf', 'email', 'sms', 'mobile'] as const;
export type KnownChannel = (typeof CHANNELS)[number];

/** The name of a channel; one that another package renders is called by its key. */
export function channelName(say: (key: KnownChannel) => string, channel: string): string {
  return CHANNELS.some((known) => known === channel) ? say(channel as KnownChannel) : channel;
}
