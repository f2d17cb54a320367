import type { Node, Schema } from '@tiptap/pm/model';

import { isObject, type JsonObject } from '~/format/nodes';

import { inlineOf, markupOf } from './inline';

type Raw = Readonly<Record<string, unknown>>;

/** A node of the document that shows a text. */
export function textNode(schema: Schema, type: string, text: unknown, id: unknown, fields: JsonObject): Node {
  const raw = typeof text === 'string' ? text : '';
  return schema.nodes[type]?.createChecked({ id, fields, raw }, inlineOf(schema, raw)) ?? unknownType(type);
}

/** The text of such a node: what it was read from as long as it says the same. */
export function textOf(node: Node): string {
  const raw = String(node.attrs.raw ?? '');
  if (raw && inlineOf(node.type.schema, raw).eq(node.content)) return raw;
  return markupOf(node.content);
}

/** The fields of a mapping but for those that are shown as content. */
export function rest(raw: Raw, ...shown: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(raw).filter(([name]) => name !== 'id' && !shown.includes(name)),
  ) as JsonObject;
}

export function fieldsOf(node: Node): JsonObject {
  return isObject(node.attrs.fields) ? (node.attrs.fields as JsonObject) : {};
}

export function childrenOf(node: Node): Node[] {
  return Array.from({ length: node.childCount }, (_, index) => node.child(index));
}

/** A list of mappings; throws what `readNode` catches when it is none. */
export function mappings(value: unknown): Raw[] {
  if (!Array.isArray(value) || !value.every(isObject)) throw new RangeError('not a list of mappings');
  return value;
}

export function unknownType(type: string): never {
  throw new RangeError(`there is no type of node ${type}`);
}
