import type { Attributes } from '@tiptap/core';

import { isObject, type JsonObject } from '~/format/nodes';

/** What a node carries besides what can be seen of it. Clipboards carry it along, as plain JSON. */
export const carried: Attributes = {
  id: {
    default: null,
    parseHTML: (element: HTMLElement) => element.dataset.id ?? null,
    renderHTML: ({ id }: Record<string, unknown>) => (typeof id === 'string' ? { 'data-id': id } : {}),
  },
  fields: {
    default: {},
    parseHTML: (element: HTMLElement) => readFields(element.dataset.fields),
    renderHTML: ({ fields }: Record<string, unknown>) =>
      isObject(fields) && Object.keys(fields).length > 0 ? { 'data-fields': JSON.stringify(fields) } : {},
  },
};

/** The markup a text was read from: as long as it says the same, it is written back just so. */
export const raw: Attributes = { raw: { default: '', rendered: false } };

function readFields(text: string | undefined): JsonObject {
  try {
    const fields: unknown = JSON.parse(text ?? '{}');
    return isObject(fields) ? (fields as JsonObject) : {};
  } catch {
    return {};
  }
}
