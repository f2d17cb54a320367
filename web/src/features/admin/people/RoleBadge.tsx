import { Badge } from '@mantine/core';

import type { Model } from '~/api/types';
import { useWords } from '~/app/words';

import { roleWords } from '../roles';

/** A role, and the folder it is held in where it is not everywhere. */
export function RoleBadge({ grant }: { grant: Pick<Model<'GrantShown'>, 'role' | 'folder'> }) {
  const sayRole = useWords(roleWords);
  return (
    <Badge variant="light" color={grant.role === 'administrator' ? 'orange' : 'gray'} tt="none">
      {sayRole(grant.role)}
      {grant.folder && ` · ${grant.folder}`}
    </Badge>
  );
}
