/** A workflow as it is edited: its definition (docs/approval.md) with every field there. */
export interface Step {
  step: string;
  group: string;
  quorum: 'any' | 'all' | number;
  due: number | null;
  when: Condition | null;
}

export interface Stage {
  stage: string;
  steps: Step[];
}

export interface Workflow {
  workflow: string;
  title: string;
  for: { kind: Kind; folders: string[]; tags: string[] };
  four_eyes: boolean;
  gates: string[];
  stages: Stage[];
  recall: { group: string; people: number };
}

export const KINDS = ['template', 'block', 'brand', 'translation'] as const;
export type Kind = (typeof KINDS)[number];

export const FACTS = ['tag', 'block-tag', 'jurisdiction', 'locked'] as const;
export type Fact = (typeof FACTS)[number];

/** One thing that a step depends on. */
export interface Part {
  fact: Fact;
  value: string;
  not: boolean;
}

/** When a step is asked: any or all of several parts; `kept` is a condition too deep to be edited here. */
export type Condition = { how: 'all' | 'any'; parts: Part[] } | { kept: Told };

type Told = Readonly<Record<string, unknown>>;

const told = (value: unknown): Told =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Told) : {};
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

export function readWorkflow(definition: Told): Workflow {
  const [scope, recall] = [told(definition.for), told(definition.recall)];
  return {
    workflow: text(definition.workflow),
    title: text(definition.title),
    for: {
      kind: KINDS.find((kind) => kind === scope.kind) ?? 'template',
      folders: texts(scope.folders),
      tags: texts(scope.tags),
    },
    four_eyes: definition.four_eyes === true,
    gates: texts(definition.gates),
    stages: list(definition.stages).map((stage) => ({
      stage: text(told(stage).stage),
      steps: list(told(stage).steps).map((step) => readStep(told(step))),
    })),
    recall: { group: text(recall.group), people: typeof recall.people === 'number' ? recall.people : 2 },
  };
}

function readStep(step: Told): Step {
  const { quorum, due, when } = step;
  return {
    step: text(step.step),
    group: text(step.group),
    quorum: quorum === 'all' || typeof quorum === 'number' ? quorum : 'any',
    due: typeof due === 'number' ? due : null,
    when: when === undefined ? null : readCondition(told(when)),
  };
}

function readCondition(when: Told): Condition {
  const how = 'any' in when ? 'any' : 'all';
  const inside = 'any' in when || 'all' in when ? list(when[how]) : [when];
  const parts = inside.map((one) => readPart(told(one)));
  return parts.every((part) => part !== null) ? { how, parts } : { kept: when };
}

function readPart(one: Told): Part | null {
  if ('not' in one) {
    const inner = readPart(told(one.not));
    return inner && !inner.not ? { ...inner, not: true } : null;
  }
  const fact = FACTS.find((name) => name in one);
  if (!fact) return null;
  if (fact === 'locked') return { fact, value: '', not: one.locked === false };
  return { fact, value: text(one[fact]), not: false };
}

/** The definition as the API takes it. */
export function writeWorkflow(workflow: Workflow): Record<string, unknown> {
  return {
    ...workflow,
    stages: workflow.stages.map(({ stage, steps }) => ({
      stage,
      steps: steps.map(({ due, when, ...step }) => ({
        ...step,
        ...(due === null ? {} : { due }),
        ...(when === null ? {} : { when: writeCondition(when) }),
      })),
    })),
  };
}

function writeCondition(when: Condition): Told {
  if ('kept' in when) return when.kept;
  const parts = when.parts.map(writePart);
  return parts.length === 1 && parts[0] ? parts[0] : { [when.how]: parts };
}

function writePart({ fact, value, not }: Part): Told {
  if (fact === 'locked') return { locked: !not };
  return not ? { not: { [fact]: value } } : { [fact]: value };
}

export const NEW_STEP: Step = { step: '', group: '', quorum: 'any', due: 5, when: null };

export const NEW_WORKFLOW: Workflow = {
  workflow: '',
  title: '',
  for: { kind: 'template', folders: [], tags: [] },
  four_eyes: false,
  gates: [],
  stages: [{ stage: 'decision', steps: [NEW_STEP] }],
  recall: { group: '', people: 2 },
};

/** A list with the one at `index` moved by `by` places. */
export function moved<T>(all: readonly T[], index: number, by: number): T[] {
  const next = [...all];
  const [one] = next.splice(index, 1);
  if (one !== undefined) next.splice(index + by, 0, one);
  return next;
}

/** A list with the one at `index` put otherwise. */
export function changed<T>(all: readonly T[], index: number, one: T): T[] {
  return all.map((old, at) => (at === index ? one : old));
}
