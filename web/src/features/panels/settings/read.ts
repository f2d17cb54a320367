import type { Json, JsonObject } from '~/format/nodes';

type Mapping = Readonly<Record<string, unknown>>;

/** What a definition says under a name, where it is a text. */
export function textOf(definition: Mapping, name: string): string {
  const value = definition[name];
  return typeof value === 'string' ? value : '';
}

export function textsOf(definition: Mapping, name: string): readonly string[] {
  const value = definition[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

export function objectOf(definition: Mapping, name: string): JsonObject {
  const value = definition[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

/** A mapping with a key changed, or without it; undefined where nothing is left in it. */
export function changed(mapping: JsonObject, name: string, value: Json | undefined): JsonObject | undefined {
  const made = Object.fromEntries(
    Object.entries({ ...mapping, [name]: value }).filter(([, each]) => each !== undefined && each !== ''),
  );
  return Object.keys(made).length ? made : undefined;
}
