/**
 * The nodes of templates and blocks as their authors write them: one flat mapping each, whose first key says what it
 * is. They mirror `content_blocks/structure.py`; texts are inline markup (`markup.ts`), conditions and lists are
 * expressions.
 */

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** Who may change a node later. */
export type Editing = 'locked' | 'text' | 'free';
export type Align = 'start' | 'center' | 'end';
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'legal';

/** What every node can carry. */
interface Common {
  readonly id: string;
  readonly if?: string;
  readonly channels?: readonly string[];
  /** What a text message says in its place. */
  readonly short?: string;
  readonly editing?: Editing;
}

export interface HeadingNode extends Common {
  readonly heading: string;
  readonly level?: number;
}
export interface ParagraphNode extends Common {
  readonly paragraph: string;
  readonly role?: 'body' | 'lead' | 'small';
}
export interface ListItem {
  readonly id: string;
  readonly text?: string;
  readonly content?: readonly SourceNode[];
  readonly if?: string;
}
export interface ListNode extends Common {
  readonly list: readonly ListItem[];
  readonly ordered?: boolean;
}
export interface TableColumn {
  readonly id: string;
  readonly header: string;
  readonly value: string;
  readonly align?: Align;
  readonly width?: number;
  readonly kind?: 'text' | 'number' | 'date';
  readonly sort?: string;
}
export interface TotalRow {
  readonly id: string;
  readonly label: string;
  readonly values: Readonly<Record<string, string>>;
  readonly if?: string;
  readonly strong?: boolean;
}
export interface TableGroup {
  readonly by: string;
  readonly label?: string;
  readonly subtotal?: TotalRow;
}
export interface TableNode extends Common {
  readonly table: string;
  readonly as?: string;
  readonly columns: readonly TableColumn[];
  readonly caption?: string;
  readonly group?: TableGroup;
  readonly footer?: readonly TotalRow[];
  readonly carry?: string;
  readonly empty?: string;
}
export interface FactItem {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly if?: string;
  readonly strong?: boolean;
}
export interface FactsNode extends Common {
  readonly facts: readonly FactItem[];
  readonly style?: 'rows' | 'cards';
}
export interface ColumnsNode extends Common {
  readonly columns: readonly (readonly SourceNode[])[];
  readonly widths?: readonly number[];
}
export interface SectionNode extends Common {
  readonly section: readonly SourceNode[];
  readonly title?: string;
  readonly level?: number;
  readonly keep?: boolean;
  readonly style?: 'plain' | 'card';
}
export interface ImageNode extends Common {
  readonly image: string;
  readonly alt?: string;
  readonly decorative?: boolean;
  readonly width?: number;
}
export interface Series {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  readonly shown: string;
}
export interface ChartNode extends Common {
  readonly chart: string;
  readonly as?: string;
  readonly type?: 'bar' | 'line' | 'area' | 'donut';
  readonly label: string;
  readonly series: readonly Series[];
  readonly alt: string;
  readonly title?: string;
  readonly category_label?: string;
  readonly value_label?: string;
}
export interface BarcodeNode extends Common {
  readonly barcode: string;
  readonly symbology?: 'qr' | 'epc-qr' | 'datamatrix' | 'code128';
  readonly alt: string;
  readonly caption?: string;
}
export interface ActionNode extends Common {
  readonly action: string;
  readonly url: string;
}
export interface DividerNode extends Common {
  readonly divider: true;
}
export interface PageBreakNode extends Common {
  readonly page_break: true;
}
export interface NoticeNode extends Common {
  readonly notice: readonly SourceNode[];
  readonly tone?: Tone;
  readonly title?: string;
}
export interface BlockNode extends Common {
  readonly block: string;
  readonly slots?: Readonly<Record<string, string>>;
  readonly version?: number;
}
export interface RepeatNode extends Common {
  readonly repeat: string;
  readonly as?: string;
  readonly content: readonly SourceNode[];
}
export interface Branch {
  readonly when?: string;
  readonly otherwise?: true;
  readonly content?: readonly SourceNode[];
}
export interface ChooseNode extends Common {
  readonly choose: readonly Branch[];
}
export interface OnlyNode extends Common {
  readonly only: readonly string[];
  readonly content: readonly SourceNode[];
}

/** Every kind of node by its name, which is also the key that makes a mapping one. */
export interface NodeByKind {
  heading: HeadingNode;
  paragraph: ParagraphNode;
  list: ListNode;
  table: TableNode;
  facts: FactsNode;
  columns: ColumnsNode;
  section: SectionNode;
  image: ImageNode;
  chart: ChartNode;
  barcode: BarcodeNode;
  action: ActionNode;
  divider: DividerNode;
  page_break: PageBreakNode;
  notice: NoticeNode;
  block: BlockNode;
  repeat: RepeatNode;
  choose: ChooseNode;
  only: OnlyNode;
}
export type Kind = keyof NodeByKind;
export type SourceNode = NodeByKind[Kind];

// A table has a key `columns` too, so it is asked for first.
const ORDER: readonly Kind[] = [
  'table', 'heading', 'paragraph', 'list', 'facts', 'columns', 'section', 'image', 'chart', 'barcode', 'action',
  'divider', 'page_break', 'notice', 'block', 'repeat', 'choose', 'only',
]; // prettier-ignore

/** All kinds of nodes. */
export const KINDS: readonly Kind[] = ORDER;

/** Which kind of node a mapping is, by its keys; null when it is none. */
export function kindOf(raw: unknown): Kind | null {
  if (!isObject(raw)) return null;
  return ORDER.find((kind) => kind in raw) ?? null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The lists of nodes inside a node, in reading order. */
export function innerNodes(node: SourceNode): readonly (readonly SourceNode[])[] {
  if ('list' in node) return node.list.map((item) => item.content ?? []);
  if ('table' in node) return [];
  if ('columns' in node) return node.columns;
  if ('section' in node) return [node.section];
  if ('notice' in node) return [node.notice];
  if ('choose' in node) return node.choose.map((branch) => branch.content ?? []);
  if ('repeat' in node || 'only' in node) return [node.content];
  return [];
}

/** Every node of `nodes` and below, in reading order, parents first. */
export function* walk(nodes: readonly SourceNode[]): Generator<SourceNode> {
  for (const node of nodes) {
    yield node;
    for (const inner of innerNodes(node)) yield* walk(inner);
  }
}
