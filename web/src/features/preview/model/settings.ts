import type { Device, Forced, Outcome, Scheme } from './types';

export type Layout = 'board' | 'one' | '';

/** Every way a template is looked at, as the address keeps it: a link shows a colleague the same. */
export interface Settings {
  readonly sample: string;
  readonly lang: string;
  /** The day as of which blocks and the brand are taken; today when empty. */
  readonly date: string;
  /** The channels shown side by side; all there are when empty. */
  readonly channels: readonly string[];
  /** Side by side, or one large; what fits where it is shown when empty. */
  readonly layout: Layout;
  /** The channel shown large. */
  readonly channel: string;
  readonly node: string;
  readonly screens: Scheme;
  readonly device: Device;
  readonly locked: boolean;
  readonly force: Forced;
}

const PLAIN: Settings = {
  sample: '',
  lang: '',
  date: '',
  channels: [],
  layout: '',
  channel: '',
  node: '',
  screens: 'light',
  device: 'desktop',
  locked: false,
  force: {},
};

/** What an address says. What it says wrongly counts as not said. */
export function readSettings(address: URLSearchParams): Settings {
  const text = (name: string): string => address.get(name) ?? '';
  return {
    sample: text('sample'),
    lang: text('lang'),
    date: /^\d{4}-\d{2}-\d{2}$/.test(text('date')) ? text('date') : '',
    channels: text('channels').split(',').filter(Boolean),
    layout: layoutOf(text('layout')),
    channel: text('channel'),
    node: text('node'),
    screens: text('screens') === 'dark' ? 'dark' : 'light',
    device: text('device') === 'phone' ? 'phone' : 'desktop',
    locked: text('locked') === 'shown',
    force: readForced(text('force')),
  };
}

/** `address` with some settings changed. What is as it is without being said is left out, so that links stay short. */
export function writeSettings(address: URLSearchParams, change: Partial<Settings>): URLSearchParams {
  const written = new URLSearchParams(address);
  const settings = { ...readSettings(address), ...change };
  const put = (name: keyof Settings, value: string): void => {
    if (value && value !== PLAIN[name]) written.set(name, value);
    else written.delete(name);
  };
  for (const name of ['sample', 'lang', 'date', 'layout', 'channel', 'node', 'screens', 'device'] as const) {
    put(name, settings[name]);
  }
  put('channels', settings.channels.join(','));
  put('locked', settings.locked ? 'shown' : '');
  put('force', writeForced(settings.force));
  return written;
}

function layoutOf(text: string): Layout {
  return text === 'one' || text === 'board' ? text : '';
}

function readForced(text: string): Forced {
  const forced: Record<string, Outcome> = {};
  for (const part of text.split(',')) {
    const [, key, value] = /^(.+):(true|false|\d{1,4})$/.exec(part) ?? [];
    if (key && value) forced[key] = value === 'true' || (value === 'false' ? false : Number(value));
  }
  return forced;
}

function writeForced(forced: Forced): string {
  return Object.entries(forced)
    .map(([key, outcome]) => `${key}:${outcome.toString()}`)
    .join(',');
}
