import { Badge, type BadgeProps } from '@mantine/core';

import type { Model } from '~/api/types';
import { useWords } from '~/app/words';

import { deskWords } from './words';

type Status = Model<'SubmissionShown'>['status'];

const COLOURS: Record<Status, string> = {
  open: 'blue',
  approved: 'green',
  rejected: 'red',
  'changes-requested': 'orange',
  withdrawn: 'gray',
  voided: 'yellow',
};

/** Where a submission stands. */
export function StatusBadge({ status, ...props }: { status: Status } & BadgeProps) {
  const say = useWords(deskWords);
  return (
    <Badge variant="light" color={COLOURS[status]} tt="none" {...props}>
      {say(`status.${status}`)}
    </Badge>
  );
}
