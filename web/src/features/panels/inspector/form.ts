import type { Patch } from '~/features/editor/contract';

/** What the form of a node gets: the node, the way to change it, and how much of it this person may change. */
export interface NodeForm<Node> {
  readonly node: Node;
  readonly change: (patch: Patch) => void;
  /** Whether structure and looks stay as they are. */
  readonly fixed: boolean;
  /** Whether words stay as they are, too. */
  readonly wordsFixed: boolean;
}
