import { innerNodes, walk, type SourceNode } from '../nodes';
import { valueOf, type Scope } from './evaluate';
import { kindOfData, type DataKind, type VariableFacts } from './kinds';
import { readExpression } from './parse';
import { bare, type Expression } from './tree';

/** A name that stands for an item of a list where an expression stands: the `as` of a table or repeat. */
export interface Binding {
  readonly name: string;
  /** The expression that gives the list. */
  readonly rows: string;
}

/** A variable as expressions name it in one place. */
export interface Named extends VariableFacts {
  /** How an expression names it here, such as `row.amount`. */
  readonly spelled: string;
  readonly optional: boolean;
  /** The name of the item it belongs to, where it is a part of the item of a list that is gone through here. */
  readonly item?: string;
}

/** The names that nodes around one of this id give to items, the outermost first. */
export function bindingsAround(nodes: readonly SourceNode[], id: string): readonly Binding[] {
  for (const node of nodes) {
    if (node.id === id) return [];
    for (const inner of innerNodes(node)) {
      if (![...walk(inner)].some((each) => each.id === id)) continue;
      const own: readonly Binding[] = 'repeat' in node ? [{ name: node.as ?? 'row', rows: node.repeat }] : [];
      return [...own, ...bindingsAround(inner, id)];
    }
  }
  return [];
}

/** The variables an expression can name where these bindings hold: those of items first, the innermost before all. */
export function namedVariables(
  variables: readonly VariableFacts[],
  bindings: readonly Binding[],
): readonly Named[] {
  const plain = variables
    .filter((variable) => !variable.path.includes('[]'))
    .map((variable) => ({ ...variable, spelled: variable.path, optional: isOptional(variable) }));
  let known: readonly Named[] = plain;
  for (const { name, rows } of bindings) {
    const list = listPath(rows, known);
    if (list === null) continue;
    const items = variables
      .filter((variable) => belongsTo(variable.path, list))
      .map((variable) => ({
        ...variable,
        spelled: `${name}${variable.path.slice(list.length + 2)}`,
        optional: isOptional(variable),
        item: name,
      }));
    known = [...(items.length ? items : [itemItself(name, list, variables)]), ...known];
  }
  return known;
}

function isOptional(variable: VariableFacts): boolean {
  return variable.nullable || !variable.required;
}

function belongsTo(variable: string, list: string): boolean {
  return variable.startsWith(`${list}[].`) && !variable.slice(list.length + 3).includes('[]');
}

// A list of texts has no fields to name: its item is the text itself.
function itemItself(name: string, list: string, variables: readonly VariableFacts[]): Named {
  const facts = variables.find((variable) => variable.path === list);
  return {
    path: `${list}[]`,
    spelled: name,
    item: name,
    name: facts?.name ?? name,
    description: facts?.description ?? '',
    kind: 'text',
    format: '',
    required: true,
    nullable: false,
    optional: false,
    personal: facts?.personal ?? false,
    options: [],
    example: (facts?.examples[0] as unknown[] | undefined)?.[0],
    examples: [],
  };
}

/** The path in the contract of the list an expression gives: `entry.details` may be `transactions[].details`. */
export function listPath(rows: string, known: readonly Named[]): string | null {
  const expression = readExpression(rows);
  return expression ? (variableOf(expression, known)?.path ?? null) : null;
}

const KEEPS_ITEMS = new Set(['where', 'sort', 'default']);

/** The variable an expression begins with, where it is a path, or a path with filters. */
export function variableOf(expression: Expression, known: readonly Named[]): Named | null {
  const inner = bare(expression);
  if (inner.kind === 'filter') return KEEPS_ITEMS.has(inner.name) ? variableOf(inner.value, known) : null;
  if (inner.kind === 'choice') return variableOf(inner.then, known);
  if (inner.kind !== 'path') return null;
  const spelled = inner.steps.filter((step) => typeof step === 'string').join('.');
  return known.find((variable) => variable.spelled === spelled) ?? null;
}

export function kindAt(spelled: string, known: readonly Named[]): DataKind | null {
  const found = known.find((variable) => variable.spelled === spelled);
  return found ? kindOfData(found.kind) : null;
}

/** What `bindings` stand for on a record: the first item of each list. */
export function boundScope(record: Scope, bindings: readonly Binding[], locale: string): Scope {
  return bindings.reduce<Scope>((scope, { name, rows }) => {
    const list = valueOf(readExpression(rows), scope, locale);
    return { ...scope, [name]: Array.isArray(list) ? (list[0] as unknown) : undefined };
  }, record);
}
