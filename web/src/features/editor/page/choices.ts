import {
  IconAlignLeft,
  IconBell,
  IconChartBar,
  IconColumns,
  IconDeviceMobile,
  IconGitBranch,
  IconHeading,
  IconLetterCase,
  IconList,
  IconListDetails,
  IconListNumbers,
  IconLock,
  IconMinus,
  IconPageBreak,
  IconPhoto,
  IconPointer,
  IconQrcode,
  IconQuestionMark,
  IconRepeat,
  IconSection,
  IconTable,
  type Icon,
} from '@tabler/icons-react';

import { freshNode, insertFresh, insertValue, placeholderFor, type Insertable } from '../commands/fresh';
import type { Variable } from '../contract';
import type { EditorStore } from '../session/store';
import { scopeAt } from '../text/scope';
import type { SayEditor } from '../words';

/** Something that can be put where the cursor is. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  readonly about: string;
  readonly icon: Icon;
  readonly group: 'nodes' | 'variables';
  readonly put: () => void;
}

const PARTS: readonly (readonly [Insertable, Icon])[] = [
  ['paragraph', IconAlignLeft],
  ['heading', IconHeading],
  ['list', IconList],
  ['numbered', IconListNumbers],
  ['table', IconTable],
  ['facts', IconListDetails],
  ['notice', IconBell],
  ['section', IconSection],
  ['columns', IconColumns],
  ['condition', IconQuestionMark],
  ['choose', IconGitBranch],
  ['repeat', IconRepeat],
  ['only', IconDeviceMobile],
  ['action', IconPointer],
  ['image', IconPhoto],
  ['chart', IconChartBar],
  ['barcode', IconQrcode],
  ['divider', IconMinus],
  ['page_break', IconPageBreak],
];

/** Every kind of part, a block of the library among them. */
export function partChoices(store: EditorStore, say: SayEditor, searchBlocks: () => void): Choice[] {
  const isBlock = store.opened.kind === 'block';
  const parts = PARTS.filter(([kind]) => !(isBlock && kind === 'page_break')).map(([kind, icon]): Choice => ({
    name: kind,
    label: kind === 'numbered' || kind === 'condition' ? say(kind) : say(`kind.${kind}`),
    about: say(`about.${kind}`),
    icon,
    group: 'nodes',
    put: () => {
      insertFresh(store, freshNode(kind, store));
    },
  }));
  if (isBlock) return parts;
  const block: Choice = {
    name: 'block',
    label: say('kind.block'),
    about: say('about.block'),
    icon: IconLock,
    group: 'nodes',
    put: searchBlocks,
  };
  return [...parts.slice(0, 4), block, ...parts.slice(4)];
}

/** Every value that can be named where the cursor is. */
export function valueChoices(store: EditorStore): Choice[] {
  const { $from } = store.editor.state.selection;
  const rows = [...scopeAt($from)];
  return store.variables.flatMap((variable): Choice[] => {
    if (variable.kind === 'object' || variable.kind === 'list') return [];
    const path = pathFrom(variable, rows);
    if (path === null) return [];
    const put = (): void => {
      insertValue(store, placeholderFor({ path, kind: variable.kind }));
    };
    const example: unknown = variable.example ?? variable.examples[0];
    return [
      {
        name: path,
        label: variable.name,
        about: typeof example === 'string' || typeof example === 'number' ? String(example) : variable.type,
        icon: IconLetterCase,
        group: 'variables',
        put,
      },
    ];
  });
}

/** How a value is named here; null, when it stands in a list that nothing here goes through. */
function pathFrom({ path }: Variable, rows: readonly (readonly [string, string])[]): string | null {
  for (const [name, list] of [...rows].reverse())
    if (path.startsWith(`${list}.`)) return `${name}${path.slice(list.length)}`;
  return path.includes('[]') ? null : path;
}

/** Those that fit what was typed, the best first. */
export function fitting(choices: readonly Choice[], query: string): Choice[] {
  const words = query.trim().toLowerCase();
  if (!words) return [...choices];
  const rank = ({ label, name, about }: Choice): number => {
    if (label.toLowerCase().startsWith(words)) return 0;
    if (label.toLowerCase().includes(words) || name.includes(words)) return 1;
    return about.toLowerCase().includes(words) ? 2 : 3;
  };
  return choices.filter((choice) => rank(choice) < 3).sort((one, other) => rank(one) - rank(other));
}
