import { same } from './equal';
import type { Definition } from './file';
import { innerNodes, walk, type SourceNode } from './nodes';

export type Side = 'mine' | 'theirs';

/** Something that was changed on both sides, and differently. What is undefined is not there on that side. */
export interface Conflict {
  /** What a choice is known by. */
  readonly name: string;
  readonly what: 'node' | 'field';
  readonly id: string;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  readonly definition: Definition;
  /** All of them, the chosen ones too. */
  readonly conflicts: readonly Conflict[];
}

/**
 * What two people made of one definition, as one. A node that one of them changed is as they left it; of one that both
 * changed, `choices` says whose is taken, mine where nothing is said. What one added stays; what one took out goes,
 * unless the other changed it.
 */
export function merge(
  base: Definition,
  mine: Definition,
  theirs: Definition,
  choices: Readonly<Record<string, Side>> = {},
): Merged {
  return new Merge(base, mine, theirs, choices).whole();
}

type Nodes = ReadonlyMap<string, SourceNode>;

class Merge {
  private readonly conflicts: Conflict[] = [];
  private readonly old: Nodes;
  private readonly ours: Nodes;
  private readonly others: Nodes;
  private readonly placed = new Set<string>();

  constructor(
    private readonly base: Definition,
    private readonly mine: Definition,
    private readonly theirs: Definition,
    private readonly choices: Readonly<Record<string, Side>>,
  ) {
    const nodesOf = ({ content }: Definition): Nodes =>
      new Map([...walk(content)].map((node) => [node.id, node]));
    this.old = nodesOf(base);
    this.ours = nodesOf(mine);
    this.others = nodesOf(theirs);
  }

  whole(): Merged {
    const fields: Record<string, unknown> = {};
    for (const name of new Set([...Object.keys(this.mine), ...Object.keys(this.theirs)])) {
      if (name === 'content') continue;
      const value = this.either('field', name, this.base[name], this.mine[name], this.theirs[name]);
      if (value !== undefined) fields[name] = value;
    }
    const content = this.list(this.base.content, this.mine.content, this.theirs.content);
    const lost = [...this.ours.keys(), ...this.others.keys()].filter(
      (id) => !this.placed.has(id) && this.stays(id),
    );
    const behind = lost.flatMap((id) => this.placedNode(id));
    return { definition: { ...fields, content: [...content, ...behind] }, conflicts: this.conflicts };
  }

  /** One value of three: whoever changed it has it; of two who did, whoever is chosen. */
  private either<T>(what: Conflict['what'], id: string, base: T, mine: T, theirs: T): T {
    if (same(mine, theirs) || same(theirs, base)) return mine;
    if (same(mine, base)) return theirs;
    const name = `${what}:${id}`;
    if (!this.conflicts.some((one) => one.name === name))
      this.conflicts.push({ name, what, id, mine, theirs });
    return this.choices[name] === 'theirs' ? theirs : mine;
  }

  private list(
    base: readonly SourceNode[],
    mine: readonly SourceNode[],
    theirs: readonly SourceNode[],
  ): SourceNode[] {
    const [old, ours, others] = [base, mine, theirs].map((nodes) => nodes.map(({ id }) => id)) as [
      string[],
      string[],
      string[],
    ];
    return inTurn(old, ours, others)
      .filter((id) => this.stays(id))
      .flatMap((id) => this.placedNode(id));
  }

  private placedNode(id: string): SourceNode[] {
    if (this.placed.has(id)) return [];
    this.placed.add(id);
    return [this.node(id)];
  }

  /** Whether a node is to be there: what one side took out goes, unless the other side changed it. */
  private stays(id: string): boolean {
    const [old, ours, others] = [this.old.get(id), this.ours.get(id), this.others.get(id)];
    if (!old || (ours && others)) return true;
    const left = ours ?? others;
    if (!left || same(left, old)) return false;
    return this.either<SourceNode | undefined>('node', id, old, ours, others) !== undefined;
  }

  private node(id: string): SourceNode {
    const [old, ours, others] = [this.old.get(id), this.ours.get(id), this.others.get(id)];
    if (!ours || !others) return this.inside(ours ?? others);
    const before = old ?? ours;
    const [lists, mine, theirs] = [before, ours, others].map(innerNodes) as [Lists, Lists, Lists];
    if (lists.length !== mine.length || mine.length !== theirs.length) {
      const chosen = this.either('node', id, before, ours, others);
      return this.inside(chosen);
    }
    const shell = this.either('node', id, emptied(before), emptied(ours), emptied(others));
    const inner = mine.map((list, index) => this.list(lists[index] ?? [], list, theirs[index] ?? []));
    return filled(shell, inner);
  }

  /** A node that only one side has a say in; what is in it is placed with it. */
  private inside(node: SourceNode | undefined): SourceNode {
    if (!node) throw new Error('a node that is on neither side');
    return filled(
      node,
      innerNodes(node).map((list) =>
        list.filter(({ id }) => this.stays(id)).flatMap(({ id }) => this.placedNode(id)),
      ),
    );
  }
}

type Lists = readonly (readonly SourceNode[])[];

/** The ids of a list in an order that has what both sides did: mine, with what they added where they added it. */
function inTurn(old: readonly string[], mine: readonly string[], theirs: readonly string[]): string[] {
  if (same(mine, old)) return [...theirs];
  if (same(theirs, old)) return [...mine];
  const order = [...mine];
  theirs.forEach((id, index) => {
    if (order.includes(id) || old.includes(id)) return;
    const before = theirs.slice(0, index).findLast((each) => order.includes(each));
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

/** A node without the nodes in it. */
function emptied(node: SourceNode): SourceNode {
  return filled(
    node,
    innerNodes(node).map(() => []),
  );
}

/** A node with other nodes in it. */
export function filled(node: SourceNode, lists: Lists): SourceNode {
  const [first = []] = lists;
  if ('list' in node)
    return {
      ...node,
      list: node.list.map((item, at) => (item.content ? { ...item, content: lists[at] ?? [] } : item)),
    };
  if ('table' in node) return node;
  if ('columns' in node) return { ...node, columns: lists };
  if ('section' in node) return { ...node, section: first };
  if ('notice' in node) return { ...node, notice: first };
  if ('choose' in node)
    return {
      ...node,
      choose: node.choose.map((branch, at) =>
        branch.content ? { ...branch, content: lists[at] ?? [] } : branch,
      ),
    };
  if ('repeat' in node || 'only' in node) return { ...node, content: first };
  return node;
}
