import type { Seen } from './viewing';

/** The ids of the nodes of a document in reading order, by the channel that tells them apart best. */
export function orderOf({ messages, paper }: Seen): string[] {
  const pages = [messages?.email?.html ?? '', messages?.mobile?.html ?? ''].map(idsOf);
  const areas = (paper?.view.areas ?? []).map(({ node }) => node);
  const runs = (messages?.sms?.runs ?? []).flatMap(({ node }) => node ?? []);
  const [longest = []] = [...pages, areas, runs].sort((one, other) => other.length - one.length);
  return [...new Set(longest)];
}

function idsOf(html: string): string[] {
  return [...html.matchAll(/ data-node="([^"]*)"/g)].map(([, id]) => id ?? '');
}
