/** What is wrong with a pasted record before the server sees it: `where` is a line, and `why` a reason to name. */
export type RecordFault =
  { readonly why: 'empty' | 'too-big' | 'no-object' } | { readonly why: 'syntax'; readonly line: number };

export const LARGEST_RECORD = 2_000_000;

/** Look at what was pasted or read from a file; null when it is one record, as far as can be seen without the server. */
export function faultOfRecord(text: string): RecordFault | null {
  if (!text.trim()) return { why: 'empty' };
  if (text.length > LARGEST_RECORD) return { why: 'too-big' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { why: 'syntax', line: lineOf(text, error instanceof Error ? error.message : '') };
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? null : { why: 'no-object' };
}

// Browsers tell the place each in its own words: a position, a line, or nothing when the text just ends.
function lineOf(text: string, message: string): number {
  const line = /line (\d+)/.exec(message)?.[1];
  if (line) return Number(line);
  const position = /position (\d+)/.exec(message)?.[1];
  return text.slice(0, position ? Number(position) : text.length).split('\n').length;
}
