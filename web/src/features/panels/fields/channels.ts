const SHORT: Readonly<Record<string, string>> = { pdf: 'PDF', sms: 'SMS', email: 'Email', mobile: 'Mobile' };

/** What a channel is called; the four there are have the same names in English and Italian. */
export function channelName(channel: string): string {
  return SHORT[channel] ?? channel;
}
