/**
 * How many segments a text message takes (3GPP TS 23.038 and 23.040), as `renderers/sms/segments.py` counts them:
 * 160 septets or 70 UTF-16 code units in one, 153 or 67 each where there are several; what takes two is never split.
 */

export type SmsEncoding = 'GSM-7' | 'UCS-2';

export interface SegmentCount {
  readonly encoding: SmsEncoding;
  readonly characters: number;
  /** Septets or code units. */
  readonly units: number;
  readonly segments: number;
  /** What the last segment still has room for. */
  readonly remaining: number;
}

const BASIC = new Set(
  '\n\r !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz' +
    '¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ',
);
const EXTENSION = new Set('[\\]^{|}~€');
const SINGLE = { 'GSM-7': 160, 'UCS-2': 70 } as const;
const JOINED = { 'GSM-7': 153, 'UCS-2': 67 } as const;

/** Count the segments of a text exactly. The empty text takes none. */
export function countSegments(text: string): SegmentCount {
  const characters = [...text];
  const gsm = characters.every((each) => BASIC.has(each) || EXTENSION.has(each));
  const encoding: SmsEncoding = gsm ? 'GSM-7' : 'UCS-2';
  const widths = characters.map((each) => (gsm ? (EXTENSION.has(each) ? 2 : 1) : each.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  if (units <= SINGLE[encoding]) {
    const segments = text ? 1 : 0;
    const remaining = segments * SINGLE[encoding] - units;
    return { encoding, characters: characters.length, units, segments, remaining };
  }
  const room = JOINED[encoding];
  let segments = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room) {
      segments += 1;
      used = 0;
    }
    used += width;
  }
  return { encoding, characters: characters.length, units, segments, remaining: room - used };
}

/** The characters that cost a message its GSM alphabet, each once, in order of first use. */
export function outsideGsm(text: string): readonly string[] {
  return [...new Set([...text].filter((each) => !BASIC.has(each) && !EXTENSION.has(each)))];
}
