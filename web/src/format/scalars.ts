import { meaning } from './yaml';

/** How wide a line of a file may be. */
export const WIDTH = 120;

// What makes an unquoted text mean something else, at its start, in it, or at its end.
const STARTS = /^[-?:,[\]{}#&*!|>'"%@`\s]|^(---|\.\.\.)/;
const HOLDS = /: |:\t|\s#|[\n\r\t]/;
const ENDS = /[:\s]$/;
const IN_FLOW = /[,[\]{}:?]/;
// What YAML, or somebody who reads it, would not see as it stands.
const HIDDEN = /[\x00-\x08\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/;

/** A text, number or truth as YAML, from column `at` of its line on; what follows stands at `indent`. */
export function printScalar(
  value: string | number | boolean | null,
  at: number,
  indent: number,
  flow = false,
): string {
  if (typeof value !== 'string') return value === null ? 'null' : printNumber(value);
  if (flow) return plainInFlow(value) ? value : quoted(value);
  if (isHidden(value)) return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escaped);
  if (value.includes('\n')) return literal(value, indent);
  const single = isPlain(value) ? value : quoted(value);
  if (at + single.length <= WIDTH) return single;
  return folded(value, indent) ?? single;
}

function printNumber(value: number | boolean): string {
  const text = String(value);
  return typeof value === 'number' && text.includes('e')
    ? value.toFixed(20).replace(/0+$/, '').replace(/\.$/, '.0')
    : text;
}

function isHidden(value: string): boolean {
  return HIDDEN.test(value.replace(/[\ud800-\udbff][\udc00-\udfff]/g, ''));
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function isPlain(value: string): boolean {
  return !STARTS.test(value) && !HOLDS.test(value) && !ENDS.test(value) && typeof meaning(value) === 'string';
}

function plainInFlow(value: string): boolean {
  return isPlain(value) && !IN_FLOW.test(value);
}

/** In the quotes that need the fewest escapes. */
function quoted(value: string): string {
  if (isHidden(value) || value.includes('\n'))
    return JSON.stringify(value).replace(/[\x7f-\uffff]/g, escaped);
  if (/["\\]/.test(value)) return `'${value.replaceAll("'", "''")}'`;
  return `"${value.replaceAll('\t', '\\t')}"`;
}

/** A text of several lines, line by line. */
function literal(value: string, indent: number): string {
  const lines = value.split('\n');
  const odd = value.trim() === '' || /^[\s]/.test(value) || value.endsWith('\n\n') || value.includes('\t');
  if (odd || lines.some((line) => line !== '' && line.trim() === '')) return quoted(value);
  const whole = value.endsWith('\n');
  const body = (whole ? lines.slice(0, -1) : lines).map((line) => (line ? ' '.repeat(indent) + line : ''));
  return `${whole ? '|' : '|-'}\n${body.join('\n')}`;
}

/** A long text, filled line by line; null where line ends could not be told from blanks afterwards. */
function folded(value: string, indent: number): string | null {
  if (/^\s|\s$|\t|^#/.test(value)) return null;
  const room = Math.max(WIDTH - indent, 20);
  const lines: string[] = [];
  let line = '';
  // Only a single blank may become a line end; of several, none.
  for (const word of value.split(/(?<=[^ ]) (?=[^ ])/)) {
    if (line && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  lines.push(line);
  return `>-\n${lines.map((each) => ' '.repeat(indent) + each).join('\n')}`;
}
