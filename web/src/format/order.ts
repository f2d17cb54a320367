import { kindOf } from './nodes';

// The order in which a reader expects to find things; the key that names a node comes first of all.
const ORDER = [
  'template', 'block', 'version', 'each', 'id', 'when', 'otherwise', 'header', 'label', 'name', 'text', 'value', 'values',
  'shown', 'as', 'type', 'owner', 'role', 'ordered', 'symbology', 'style', 'title', 'description', 'language', 'locales',
  'locale', 'brand', 'level', 'keep', 'tone', 'jurisdictions', 'tags', 'lock', 'key', 'issued', 'archive', 'subject',
  'preheader', 'recipient', 'references', 'online', 'sms', 'columns', 'series', 'alt', 'decorative', 'caption',
  'category_label', 'value_label', 'by', 'group', 'footer', 'subtotal', 'carry', 'empty', 'url', 'slots', 'kind', 'sort',
  'align', 'width', 'widths', 'if', 'strong', 'channels', 'editing', 'content', 'short', 'link', 'fallback',
]; // prettier-ignore
const RANK = new Map(ORDER.map((name, index) => [name, index]));

/** The keys of a mapping in the order in which they are written. */
export function inOrder(value: Readonly<Record<string, unknown>>): string[] {
  const kind = kindOf(value);
  const rank = (key: string): number =>
    key === kind && !('template' in value) ? -1 : (RANK.get(key) ?? ORDER.length);
  return Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort((one, other) => rank(one) - rank(other));
}
