import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Sheet } from '~/ui/Sheet';

import { useRegisterChanged } from '../data';
import { ReasonField } from '../ReasonField';
import { ROLES, roleWords } from '../roles';
import { FolderField, RoleSelect } from './InviteDialog';
import { peopleWords } from './words';

type Grant = Model<'GrantShown'>;

interface RolesProps {
  /** A person or a group. */
  holder: string;
  grants: readonly Grant[];
  mayManage: boolean;
}

/** The roles that somebody holds, themselves and through groups. */
export function Roles({ holder, grants, mayManage }: RolesProps) {
  const say = useWords(peopleWords);
  const sayRole = useWords(roleWords);
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Grant | null>(null);
  return (
    <Sheet
      title={say('roles')}
      actions={
        mayManage && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setGiving(true);
            }}
          >
            {say('give')}
          </Button>
        )
      }
    >
      {grants.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('noRoles')}
        </Text>
      )}
      {grants.map((grant) => (
        <Group
          key={`${grant.holder} ${grant.role} ${grant.folder}`}
          justify="space-between"
          py={6}
          wrap="nowrap"
        >
          <div>
            <Text size="sm" fw={600}>
              {sayRole(grant.role)}
              <Text span size="sm" c="dimmed" fw={400}>
                {' '}
                {grant.folder || sayRole('everywhere')}
                {grant.holder !== holder && `, ${say('throughGroup', { group: grant.holder })}`}
              </Text>
            </Text>
            <Text size="xs" c="dimmed">
              {sayRole(`what.${grant.role}`)}
            </Text>
          </div>
          {mayManage && grant.holder === holder && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={say('takeTitle', { role: sayRole(grant.role) })}
              onClick={() => {
                setTaking(grant);
              }}
            >
              {say('take')}
            </Button>
          )}
        </Group>
      ))}
      {giving && (
        <GiveDialog
          holder={holder}
          onClose={() => {
            setGiving(false);
          }}
        />
      )}
      {taking && (
        <TakeDialog
          grant={taking}
          onClose={() => {
            setTaking(null);
          }}
        />
      )}
    </Sheet>
  );
}

function GiveDialog({ holder, onClose }: { holder: string; onClose: () => void }) {
  const say = useWords(peopleWords);
  const changed = useRegisterChanged();
  const [role, setRole] = useState<string | null>(null);
  const [folder, setFolder] = useState('');
  const [why, setWhy] = useState('');
  const chosen = ROLES.find((one) => one === role);
  return (
    <ActDialog
      title={say('give')}
      action={say('give')}
      ready={chosen !== undefined}
      onClose={onClose}
      run={async () => {
        if (!chosen) return;
        const body = { holder, role: chosen, folder: folder.trim(), why: why.trim() };
        await ok(api.POST('/v1/grants', { body, headers: once() }));
        await changed();
      }}
    >
      <RoleSelect value={role} onChange={setRole} required />
      <FolderField value={folder} onChange={setFolder} />
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}

/** Taking back a role that is held directly. */
export function TakeDialog({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const say = useWords(peopleWords);
  const sayRole = useWords(roleWords);
  const changed = useRegisterChanged();
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={say('takeTitle', { role: sayRole(grant.role) })}
      intro={`${grant.holder}, ${grant.folder || sayRole('everywhere')}`}
      action={say('take')}
      danger
      onClose={onClose}
      run={async () => {
        const { holder, role, folder } = grant;
        await ok(api.DELETE('/v1/grants', { params: { query: { holder, role, folder, why: why.trim() } } }));
        await changed();
      }}
    >
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
