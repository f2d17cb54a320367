import { Paper, Table, Title, type PaperProps } from '@mantine/core';
import type { ReactNode } from 'react';

/** A surface with a heading, for what belongs together. */
export function Sheet({
  title,
  actions,
  children,
  ...props
}: { title?: string; actions?: ReactNode; children: ReactNode } & PaperProps) {
  return (
    <Paper withBorder radius="md" bg="var(--ccm-surface)" p="md" {...props}>
      {title && (
        <div style={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 12 }}>
          <Title order={2} size="h5" mb="sm">
            {title}
          </Title>
          {actions && <div style={{ display: 'flex', gap: 8, marginBottom: 10 }}>{actions}</div>}
        </div>
      )}
      {children}
    </Paper>
  );
}

/** A table on a surface; `head` names its columns, "" one of buttons. */
export function SheetTable({
  label,
  head,
  children,
}: {
  label: string;
  head: readonly string[];
  children: ReactNode;
}) {
  return (
    <Paper withBorder radius="md" bg="var(--ccm-surface)" style={{ overflowX: 'auto' }}>
      <Table aria-label={label} verticalSpacing="xs" horizontalSpacing="md" highlightOnHover fz="sm">
        <Table.Thead>
          <Table.Tr>
            {head.map((name, index) =>
              name ? <Table.Th key={name}>{name}</Table.Th> : <Table.Td key={index} />,
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Paper>
  );
}
