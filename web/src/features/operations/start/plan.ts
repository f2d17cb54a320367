/** An output plan as a form has it, and as the API takes it (docs/output-plans.md). */

export type OutputKind = 'files' | 'shards' | 'lines' | 'print';
export type Household = 'none' | 'address' | 'recipient';

export interface OutputAsked {
  as: OutputKind;
  container: 'tar' | 'zip';
  sheets: number;
  duplex: boolean;
  postalCode: string;
  household: Household;
  envelopeSheets: number | null;
  mark: { left: number; top: number; size: number } | null;
}

export interface ChannelsAsked {
  way: 'all' | 'some' | 'prefer';
  /** Those that are chosen, for preferences in their order. */
  chosen: readonly string[];
  prefer: string;
  needs: Readonly<Record<string, string>>;
  take: 'first' | 'all';
}

export interface PlanAsked {
  channels: ChannelsAsked;
  outputs: Readonly<Record<string, OutputAsked>>;
}

/** What a channel's documents become when nobody says otherwise: as the engine has it without a plan. */
export function usualOutput(channel: string): OutputAsked {
  const as = channel === 'email' ? 'shards' : channel === 'sms' ? 'lines' : 'files';
  return {
    as,
    container: 'tar',
    sheets: 2000,
    duplex: true,
    postalCode: '',
    household: 'none',
    envelopeSheets: null,
    mark: { left: 7, top: 118, size: 14 },
  };
}

/** What a channel's documents can become. */
export function outputsOf(channel: string): readonly OutputKind[] {
  return channel === 'pdf' ? ['files', 'shards', 'print'] : ['files', 'shards', 'lines'];
}

/** The channels that a job with this plan goes out by. */
export function channelsUsed(asked: ChannelsAsked, all: readonly string[]): readonly string[] {
  return asked.way === 'all' ? all : asked.chosen.filter((one) => all.includes(one));
}

/** The plan for the API. */
export function planOf(asked: PlanAsked, all: readonly string[]): Record<string, unknown> {
  const used = channelsUsed(asked.channels, all);
  const outputs = Object.fromEntries(
    used.map((channel) => [channel, outputSaid(asked.outputs[channel] ?? usualOutput(channel))]),
  );
  const plan: Record<string, unknown> = { plan: 1, outputs };
  if (asked.channels.way === 'prefer') plan.channels = preferencesSaid(asked.channels, used);
  return plan;
}

function preferencesSaid(asked: ChannelsAsked, used: readonly string[]): Record<string, unknown> {
  const needs = Object.fromEntries(
    used.map((channel) => [channel, (asked.needs[channel] ?? '').trim()]).filter(([, datum]) => datum !== ''),
  ) as Record<string, string>;
  const prefer = asked.prefer.trim();
  return { order: used, take: asked.take, needs, ...(prefer && { prefer }) };
}

function outputSaid(asked: OutputAsked): Record<string, unknown> {
  switch (asked.as) {
    case 'shards':
      return { as: 'shards', container: asked.container };
    case 'print':
      return printSaid(asked);
    default:
      return { as: asked.as };
  }
}

function printSaid(asked: OutputAsked): Record<string, unknown> {
  const postal = asked.postalCode.trim();
  return {
    as: 'print',
    sheets: asked.sheets,
    duplex: asked.duplex,
    sort: postal ? ['postal-code', 'sheets'] : ['sheets'],
    ...(postal && { postal_code: postal }),
    household: asked.household === 'none' ? false : asked.household,
    ...(asked.household !== 'none' &&
      asked.envelopeSheets !== null && { envelope_sheets: asked.envelopeSheets }),
    mark: asked.mark ?? false,
  };
}
