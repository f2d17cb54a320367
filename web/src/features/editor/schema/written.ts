import type { Node } from '@tiptap/pm/model';

import type { SourceNode } from '~/format/nodes';

// Nodes of a document never change, so what one was written as, or read from, it stays.
const written = new WeakMap<Node, SourceNode>();

export function remember(node: Node, source: SourceNode): SourceNode {
  written.set(node, source);
  return source;
}

export function remembered(node: Node): SourceNode | undefined {
  return written.get(node);
}
