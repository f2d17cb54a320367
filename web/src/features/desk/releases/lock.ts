/** What a release is made of, as its lock says it: read with care, because it is data. */
export interface Sealed {
  kind: 'template' | 'brand' | 'block';
  key: string;
  version: string;
  digest: string;
}

export interface Approved {
  kind: string;
  key: string;
  submission: string;
  at: string;
  by: { person: string; step: string }[];
}

type Told = Readonly<Record<string, unknown>>;

const told = (value: unknown): Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : {};
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The parts that were sealed: the template, its brand, its blocks. */
export function sealedIn(lock: Told): Sealed[] {
  const part = (kind: Sealed['kind'], key: string, value: unknown): Sealed => {
    const one = told(value);
    return { kind, key, version: text(one.version), digest: text(one.digest) };
  };
  const [template, brand] = [told(lock.template), told(lock.brand)];
  return [
    part('template', text(template.key), template),
    part('brand', text(brand.key), brand),
    ...Object.entries(told(lock.blocks)).map(([key, block]) => part('block', key, block)),
  ];
}

/** Who approved each part, in which step. */
export function approvalsIn(lock: Told): Approved[] {
  const found = Array.isArray(lock.approvals) ? lock.approvals.map(told) : [];
  return found.map((one) => ({
    kind: text(one.kind),
    key: text(one.key),
    submission: text(one.submission),
    at: text(one.approved_at),
    by: (Array.isArray(one.approved_by) ? one.approved_by.map(told) : []).map((approver) => ({
      person: text(approver.person),
      step: text(approver.step),
    })),
  }));
}

/** The engine and its libraries, by name and version. */
export function engineIn(lock: Told): [string, string][] {
  return Object.entries(told(lock.engine)).map(([name, version]) => [name, text(version)]);
}
