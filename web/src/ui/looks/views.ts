import type { Model } from '~/api/types';

export type Views = Model<'Views'>;
export type PageLook = Model<'PictureModel'>;
export type Channel = 'pdf' | 'email' | 'sms' | 'mobile';
export const CHANNELS: readonly Channel[] = ['pdf', 'email', 'sms', 'mobile'];

/** What a channel shows of it, for the channels that have a look of their own. */
export function lookOf(views: Views, channel: Channel) {
  return views[channel] ?? null;
}

/** The text of a message, whole. */
export function messageOf(views: Views): string {
  return (views.sms?.runs ?? []).map((run) => run.text).join('');
}
