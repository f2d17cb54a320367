import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { CopyField } from '~/ui/CopyField';

import { peopleWords } from './words';

interface PasswordLinkProps {
  person: string;
  name: string;
  onClose: () => void;
}

/** Making the one-time link with which somebody chooses a password. */
export function PasswordLink({ person, name, onClose }: PasswordLinkProps) {
  const say = useWords(peopleWords);
  const [link, setLink] = useState<Model<'PasswordLink'> | null>(null);
  if (link) return <LinkShown link={link} name={name} onClose={onClose} />;
  return (
    <ActDialog
      title={say('linkTitle', { name })}
      intro={say('makeLinkWhy')}
      action={say('make')}
      keepOpen
      onClose={onClose}
      run={async () => {
        const made = await ok(
          api.POST('/v1/people/{person}/password-link', {
            params: { path: { person } },
            body: { why: '' },
            headers: once(),
          }),
        );
        setLink(made);
      }}
    />
  );
}

/** The link, this once. */
export function LinkShown({
  link,
  name,
  onClose,
}: {
  link: Model<'PasswordLink'>;
  name: string;
  onClose: () => void;
}) {
  const say = useWords(peopleWords);
  const formats = useFormats();
  const address = `${window.location.origin}/password?token=${encodeURIComponent(link.token)}`;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('linkTitle', { name })}
      centered
      size="lg"
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text size="sm">{say('linkWhy', { name, when: formats.dateTime(link.expires_at) })}</Text>
        <CopyField label={say('link')} value={address} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{say('done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
