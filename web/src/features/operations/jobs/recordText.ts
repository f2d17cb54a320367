/** Records as text to be edited. Numbers are never read as such: 1.50 stays 1.50, and 20 digits stay 20. */

/** A record on lines of its own, indented; what is no JSON stays as it is. */
export function spread(record: string): string {
  if (problemOf(record) !== null) return record;
  let text = '';
  let depth = 0;
  for (const token of record.match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g) ?? []) {
    if (token === '{' || token === '[') text += token + line(++depth);
    else if (token === '}' || token === ']') text = text.trimEnd() + close(text, token, --depth);
    else if (token === ',') text += token + line(depth);
    else text += token === ':' ? ': ' : token;
  }
  return text;
}

/** A record on one line, as JSON Lines has it. A line break cannot stand inside a text of JSON. */
export function joined(record: string): string {
  return record.trim().replace(/\s*\r?\n\s*/g, ' ');
}

/** Why a text is no JSON object; null when it is one. */
export function problemOf(text: string): string | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? null : '{ … }';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where the datum at a path stands in a record that was spread: the place of its name; -1 when it is not there. */
export function placeOf(text: string, path: string): number {
  const names = path.split(/[.[\]]+/).filter((name) => name && !/^\d+$/.test(name));
  let place = -1;
  for (const name of names) {
    const next = text.indexOf(`${JSON.stringify(name)}:`, Math.max(place, 0));
    if (next < 0) break;
    place = next;
  }
  return place;
}

function line(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}

function close(before: string, token: string, depth: number): string {
  const empty = /[{[]\s*$/.test(before);
  return empty ? token : line(depth) + token;
}
