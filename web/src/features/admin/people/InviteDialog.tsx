import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';

import { useRegisterChanged } from '../data';
import { ROLES, roleWords } from '../roles';
import { LinkShown } from './PasswordLink';
import { peopleWords } from './words';

/** Adding somebody, and the link with which they choose their password. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(peopleWords);
  const changed = useRegisterChanged();
  const [key, setKey] = useState('');
  const [name, setName] = useState('');
  const [role, setRole] = useState<string | null>(null);
  const [folder, setFolder] = useState('');
  const [link, setLink] = useState<Model<'PasswordLink'> | null>(null);
  if (link) return <LinkShown link={link} name={name || key} onClose={onClose} />;
  return (
    <ActDialog
      title={say('invite')}
      intro={say('inviteWhy')}
      action={say('add')}
      ready={key.trim() !== '' && name.trim() !== ''}
      onClose={onClose}
      keepOpen
      run={async () => {
        const person = key.trim();
        const body = {
          key: person,
          name: name.trim(),
          role: ROLES.find((one) => one === role) ?? null,
          folder: folder.trim(),
          why: '',
        };
        await ok(api.POST('/v1/people', { body, headers: once() }));
        await changed();
        const path = { person };
        setLink(
          await ok(
            api.POST('/v1/people/{person}/password-link', {
              params: { path },
              body: { why: '' },
              headers: once(),
            }),
          ),
        );
      }}
    >
      <TextInput
        label={say('name')}
        value={name}
        required
        data-autofocus
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <TextInput
        label={say('key')}
        description={say('keyHint')}
        value={key}
        required
        autoCapitalize="none"
        onChange={(event) => {
          setKey(event.currentTarget.value);
        }}
      />
      <RoleSelect value={role} onChange={setRole} />
      <FolderField value={folder} onChange={setFolder} />
    </ActDialog>
  );
}

/** One of the roles, with what it is for. */
export function RoleSelect({
  value,
  onChange,
  required = false,
}: {
  value: string | null;
  onChange: (value: string | null) => void;
  required?: boolean;
}) {
  const say = useWords(peopleWords);
  const sayRole = useWords(roleWords);
  return (
    <Select
      label={say('role')}
      placeholder={say('noRole')}
      clearable={!required}
      required={required}
      value={value}
      onChange={onChange}
      data={ROLES.map((role) => ({ value: role, label: `${sayRole(role)}: ${sayRole(`what.${role}`)}` }))}
    />
  );
}

export function FolderField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useWords(peopleWords);
  return (
    <TextInput
      label={say('folder')}
      description={say('folderHint')}
      value={value}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
