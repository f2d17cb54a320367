/** A brand as its file says it, as far as a page shows it. What the file leaves out is left out. */
export type Palette = Readonly<Record<string, string>>;

export interface Face {
  families: string[];
  weight: number;
}

export interface BrandTold {
  light: Palette;
  dark: Palette;
  charts: string[];
  body: Face | null;
  heading: Face | null;
  size: number;
  leading: number;
  scale: number;
  legal: string[];
  sheet: Readonly<Record<string, unknown>>;
}

type Told = Readonly<Record<string, unknown>>;

export function brandOf(definition: Told): BrandTold {
  const type = record(definition.type);
  return {
    light: palette(definition.light),
    dark: palette(definition.dark),
    charts: texts(definition.charts),
    body: face(type.body),
    heading: face(type.heading),
    size: number(type.size, 9.5),
    leading: number(type.leading, 1.45),
    scale: number(type.scale, 1.25),
    legal: texts(definition.legal_lines),
    sheet: record(definition.sheet),
  };
}

function record(value: unknown): Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : {};
}

function palette(value: unknown): Palette {
  return Object.fromEntries(
    Object.entries(record(value)).filter((one): one is [string, string] => typeof one[1] === 'string'),
  );
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

function face(value: unknown): Face | null {
  const told = record(value);
  const families = texts(told.families);
  return families.length > 0 ? { families, weight: number(told.weight, 400) } : null;
}

/** A number however the file says it: decimals come as text. */
export function number(value: unknown, otherwise: number): number {
  const found = typeof value === 'number' ? value : typeof value === 'string' ? Number(value) : NaN;
  return Number.isFinite(found) ? found : otherwise;
}

export { record };
