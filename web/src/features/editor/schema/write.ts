import type { Node } from '@tiptap/pm/model';

import type { Definition } from '~/format/file';
import type { Json, JsonObject, Kind, SourceNode } from '~/format/nodes';

import { childrenOf, fieldsOf, textOf } from './parts';
import { remember, remembered } from './written';

/** The definition that a document shows. */
export function writeDocument(doc: Node): Definition {
  return { ...(doc.attrs.definition as JsonObject), content: writeNodes(childrenOf(doc)) };
}

/** The nodes of a file for nodes of a document. What nothing was written in yet is not there. */
export function writeNodes(nodes: readonly Node[]): SourceNode[] {
  return nodes.filter((node) => !isVacant(node)).map(writeNode);
}

export function writeNode(node: Node): SourceNode {
  const known = remembered(node);
  if (known) return known;
  if (node.type.name === 'unknown') return node.attrs.source as SourceNode;
  const kind = node.type.name as Kind;
  const [own, ...others] = WRITERS[kind](node);
  const made = { ...own, id: node.attrs.id as string, ...Object.assign({}, ...others) } as unknown;
  return remember(node, made as SourceNode);
}

/** A text, or a frame around such, that nobody has written anything in yet. */
export function isVacant(node: Node): boolean {
  const name = node.type.name;
  if (name === 'paragraph' || name === 'heading' || name === 'list_item') return node.content.size === 0;
  if (['section', 'notice', 'repeat', 'only', 'list', 'list_item_nodes'].includes(name))
    return childrenOf(node).every((child) => child.type.name !== 'title' && isVacant(child));
  return false;
}

type Writer = (node: Node) => [own: JsonObject, ...others: JsonObject[]];

const text =
  (kind: Kind): Writer =>
  (node) => [{ [kind]: textOf(node) }, fieldsOf(node)];

// The key that names a node comes first, wherever it stood among its fields.
const leaf =
  (kind: Kind): Writer =>
  (node) => [{ [kind]: fieldsOf(node)[kind] }, fieldsOf(node)];

const nodesOf = (nodes: readonly Node[]): Json => writeNodes(nodes) as unknown as Json;

const framed =
  (kind: Kind): Writer =>
  (node) => [{ [kind]: fieldsOf(node)[kind] }, fieldsOf(node), { content: nodesOf(childrenOf(node)) }];

const titled =
  (kind: Kind): Writer =>
  (node) => {
    const [first, ...others] = childrenOf(node);
    const title = first?.type.name === 'title' ? first : null;
    const content = title ? others : childrenOf(node);
    const said = title && title.content.size > 0 ? { title: textOf(title) } : {};
    return [{ [kind]: nodesOf(content) }, said, fieldsOf(node)];
  };

/** A part of a node: a mapping with two texts. */
const pair = (node: Node, one: string, other: string): JsonObject => ({
  id: node.attrs.id as string,
  [one]: textOf(node.child(0)),
  [other]: textOf(node.child(1)),
  ...fieldsOf(node),
});

const item = (node: Node): JsonObject => ({
  id: node.attrs.id as string,
  ...(node.type.name === 'list_item' ? { text: textOf(node) } : { content: nodesOf(childrenOf(node)) }),
  ...fieldsOf(node),
});

const WRITERS: Readonly<Record<Kind, Writer>> = {
  heading: text('heading'),
  paragraph: text('paragraph'),
  action: text('action'),
  list: (node) => [
    {
      list: childrenOf(node)
        .filter((each) => !isVacant(each))
        .map(item),
    },
    fieldsOf(node),
  ],
  table: (node) => [
    { table: fieldsOf(node).table },
    fieldsOf(node),
    { columns: childrenOf(node).map((column) => pair(column, 'header', 'value')) },
  ],
  facts: (node) => [{ facts: childrenOf(node).map((fact) => pair(fact, 'label', 'value')) }, fieldsOf(node)],
  columns: (node) => [
    { columns: childrenOf(node).map((column) => nodesOf(childrenOf(column))) },
    fieldsOf(node),
  ],
  section: titled('section'),
  notice: titled('notice'),
  repeat: framed('repeat'),
  only: framed('only'),
  choose: (node) => [
    {
      choose: childrenOf(node).map((branch) => ({
        ...fieldsOf(branch),
        ...(branch.childCount > 0 ? { content: nodesOf(childrenOf(branch)) } : {}),
      })),
    },
    fieldsOf(node),
  ],
  image: leaf('image'),
  chart: leaf('chart'),
  barcode: leaf('barcode'),
  divider: leaf('divider'),
  page_break: leaf('page_break'),
  block: leaf('block'),
};
