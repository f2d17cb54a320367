import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, type EditorState } from '@tiptap/pm/state';
import type { EditorView, NodeView, NodeViewConstructor } from '@tiptap/pm/view';

import type { Surroundings } from './around';
import { ChipView, FootnoteView } from './chip';
import { ChooseView, chooseViewOf } from './choose';
import { FrameView } from './frame';
import {
  BarcodeView,
  BlockView,
  ChartView,
  DividerView,
  ImageView,
  PageBreakView,
  UnknownView,
} from './leaves';
import { ColumnView, TableView } from './table';

type Made = new (
  node: Node,
  view: EditorView,
  getPos: () => number | undefined,
  around: Surroundings,
) => NodeView & { start(): NodeView };

const FRAMES = [
  'paragraph', 'heading', 'title', 'list', 'list_item', 'list_item_nodes', 'facts', 'fact', 'columns', 'section', 'notice',
  'repeat', 'branch', 'only', 'action',
]; // prettier-ignore
const VIEWS: Readonly<Record<string, Made>> = {
  ...Object.fromEntries(FRAMES.map((name) => [name, FrameView])),
  variable: ChipView,
  choose: ChooseView,
  table: TableView,
  table_column: ColumnView,
  image: ImageView,
  chart: ChartView,
  barcode: BarcodeView,
  divider: DividerView,
  page_break: PageBreakView,
  block: BlockView,
  unknown: UnknownView,
};

interface Options {
  readonly around: Surroundings | null;
}

/** Draws every node and chip on the page. */
export const Views = Extension.create<Options>({
  name: 'views',
  addOptions: (): Options => ({ around: null }),
  addProseMirrorPlugins() {
    const { around } = this.options;
    if (!around) return [];
    const views: Record<string, NodeViewConstructor> = { footnote: (node) => new FootnoteView(node) };
    for (const [name, Made] of Object.entries(VIEWS))
      views[name] = (node, view, getPos) => new Made(node, view, getPos, around).start();
    return [
      new Plugin({
        view: () => ({ update: reveal }),
        props: { nodeViews: views },
      }),
    ];
  },
});

/** Whoever comes to a branch that is behind a tab sees it. */
function reveal(view: EditorView, before: EditorState): void {
  const { selection } = view.state;
  if (selection.eq(before.selection)) return;
  const { $from } = selection;
  for (let depth = 1; depth <= $from.depth; depth += 1)
    if ($from.node(depth).type.name === 'choose')
      chooseViewOf(view.nodeDOM($from.before(depth)))?.show($from.index(depth), false);
}
