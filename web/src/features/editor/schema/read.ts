import type { Node, Schema } from '@tiptap/pm/model';

import type { Definition } from '~/format/file';
import { isObject, kindOf, type JsonObject, type Kind, type SourceNode } from '~/format/nodes';

import { mappings, rest, textNode, unknownType } from './parts';
import { remember } from './written';

type Raw = Readonly<Record<string, unknown>>;

/** The document that shows a definition, with the other files of its folder beside it. */
export function readDocument(schema: Schema, definition: Definition, files: JsonObject = {}): Node {
  const { content, ...others } = definition;
  return (
    schema.topNodeType.create({ definition: others, files }, readNodes(schema, content)) ?? unknownType('doc')
  );
}

/** Nodes of the document for nodes of a file. */
export function readNodes(schema: Schema, content: unknown): Node[] {
  return Array.isArray(content) ? content.map((each) => readNode(schema, each)) : [];
}

/** The node of the document that shows a node of a file; one that this editor cannot read is shown as such. */
export function readNode(schema: Schema, source: unknown): Node {
  const kind = kindOf(source);
  try {
    if (!kind || !isObject(source)) throw new RangeError('not a node');
    const node = READERS[kind](schema, source);
    node.check();
    remember(node, source as unknown as SourceNode);
    return node;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const id = isObject(source) && typeof source.id === 'string' ? source.id : null;
    return schema.node('unknown', { id, source });
  }
}

type Reader = (schema: Schema, source: Raw) => Node;

const text =
  (kind: Kind): Reader =>
  (schema, source) =>
    textNode(schema, kind, source[kind], source.id, rest(source, kind));

const leaf =
  (kind: Kind): Reader =>
  (schema, { id, ...fields }) =>
    schema.node(kind, { id, fields });

/** A frame around nodes, which stand under `key`. */
const frame =
  (kind: Kind, key: string): Reader =>
  (schema, source) =>
    schema.node(kind, { id: source.id, fields: rest(source, key) }, readNodes(schema, source[key]));

const titled =
  (kind: 'section' | 'notice'): Reader =>
  (schema, source) => {
    const title = typeof source.title === 'string' ? [textNode(schema, 'title', source.title, null, {})] : [];
    return schema.node(kind, { id: source.id, fields: rest(source, kind, 'title') }, [
      ...title,
      ...readNodes(schema, source[kind]),
    ]);
  };

const list: Reader = (schema, source) =>
  schema.node(
    'list',
    { id: source.id, fields: rest(source, 'list') },
    mappings(source.list).map((item) =>
      'content' in item
        ? schema.node(
            'list_item_nodes',
            { id: item.id, fields: rest(item, 'content') },
            readNodes(schema, item.content),
          )
        : textNode(schema, 'list_item', item.text, item.id, rest(item, 'text')),
    ),
  );

const table: Reader = (schema, source) =>
  schema.node(
    'table',
    { id: source.id, fields: rest(source, 'columns') },
    mappings(source.columns).map((column) =>
      schema.node('table_column', { id: column.id, fields: rest(column, 'header', 'value') }, [
        textNode(schema, 'column_header', column.header, null, {}),
        textNode(schema, 'column_value', column.value, null, {}),
      ]),
    ),
  );

const facts: Reader = (schema, source) =>
  schema.node(
    'facts',
    { id: source.id, fields: rest(source, 'facts') },
    mappings(source.facts).map((fact) =>
      schema.node('fact', { id: fact.id, fields: rest(fact, 'label', 'value') }, [
        textNode(schema, 'fact_label', fact.label, null, {}),
        textNode(schema, 'fact_value', fact.value, null, {}),
      ]),
    ),
  );

const columns: Reader = (schema, source) => {
  if (!Array.isArray(source.columns)) throw new RangeError('columns are lists of nodes');
  const made = source.columns.map((column) => schema.node('column', null, readNodes(schema, column)));
  return schema.node('columns', { id: source.id, fields: rest(source, 'columns') }, made);
};

const choose: Reader = (schema, source) =>
  schema.node(
    'choose',
    { id: source.id, fields: rest(source, 'choose') },
    mappings(source.choose).map((branch) =>
      schema.node('branch', { fields: rest(branch, 'content') }, readNodes(schema, branch.content)),
    ),
  );

const READERS: Readonly<Record<Kind, Reader>> = {
  heading: text('heading'),
  paragraph: text('paragraph'),
  action: text('action'),
  list,
  table,
  facts,
  columns,
  section: titled('section'),
  notice: titled('notice'),
  repeat: frame('repeat', 'content'),
  only: frame('only', 'content'),
  choose,
  image: leaf('image'),
  chart: leaf('chart'),
  barcode: leaf('barcode'),
  divider: leaf('divider'),
  page_break: leaf('page_break'),
  block: leaf('block'),
};
