import {
  IconChartBar, IconClick, IconColumns, IconForms, IconFilter, IconHeading, IconList, IconLock,
  IconNote, IconPhoto, IconQrcode, IconRepeat, IconSeparator, IconSpacingVertical, IconSection, IconTable,
  IconAlignLeft, IconGitBranch, type TablerIcon,
} from '@tabler/icons-react'; // prettier-ignore

import type { Kind } from '~/format/nodes';

const ICONS: Readonly<Record<Kind, TablerIcon>> = {
  heading: IconHeading,
  paragraph: IconAlignLeft,
  list: IconList,
  table: IconTable,
  facts: IconForms,
  columns: IconColumns,
  section: IconSection,
  image: IconPhoto,
  chart: IconChartBar,
  barcode: IconQrcode,
  action: IconClick,
  divider: IconSeparator,
  page_break: IconSpacingVertical,
  notice: IconNote,
  block: IconLock,
  repeat: IconRepeat,
  choose: IconGitBranch,
  only: IconFilter,
};

/** The sign of a kind of node. */
export function KindMark({ kind, size = 18 }: { kind: Kind; size?: number }) {
  const Icon = ICONS[kind];
  return <Icon size={size} stroke={1.7} aria-hidden />;
}
