import type { Node, ResolvedPos } from '@tiptap/pm/model';

import { fieldsOf } from '../schema/parts';
import type { Scope } from './values';

/** The names of rows that can be used where something stands, from the lists around it. */
export function scopeAt($pos: ResolvedPos): Map<string, string> {
  const scope = new Map<string, string>();
  for (let depth = 1; depth <= $pos.depth; depth += 1) addRows(scope, $pos.node(depth));
  return scope;
}

/** The scope inside of a node that repeats. */
export function scopeIn(node: Node, around: Scope): Map<string, string> {
  const scope = new Map(around);
  addRows(scope, node);
  return scope;
}

function addRows(scope: Map<string, string>, node: Node): void {
  const name = node.type.name;
  if (name !== 'table' && name !== 'repeat' && name !== 'chart') return;
  const fields = fieldsOf(node);
  const rows = fields[name];
  if (typeof rows !== 'string') return;
  const [first = '', ...others] = rows.split('|')[0]?.trim().split('.') ?? [];
  const list = [scope.get(first) ?? first, ...others].join('.');
  scope.set(typeof fields.as === 'string' ? fields.as : 'row', `${list}[]`);
}
