import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { api, ok, once } from '~/api/client';
import { useLanguage, useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { keyOf } from './keys';
import { libraryWords } from './words';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Begin a template: its title, its key, the language it is written in. It leads to the editor. */
export function NewTemplate({ opened, onClose }: DialogProps) {
  const say = useWords(libraryWords);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('newTemplate')}
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <NewTemplateForm onClose={onClose} />
    </Modal>
  );
}

function NewTemplateForm({ onClose }: { onClose: () => void }) {
  const say = useWords(libraryWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const spoken = useLanguage();
  const [title, setTitle] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const [language, setLanguage] = useState<'en-GB' | 'it'>(spoken === 'it' ? 'it' : 'en-GB');
  const key = typed ?? keyOf(title);
  const begin = useMutation({
    mutationFn: () =>
      ok(api.POST('/v1/templates', { headers: once(), body: { key, title: title.trim(), language } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['drafts'] });
      await navigate(`/templates/${key}/edit`);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        begin.mutate();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={say('title')}
          placeholder={say('titleHint')}
          required
          data-autofocus
          maxLength={120}
          value={title}
          onChange={(event) => {
            setTitle(event.currentTarget.value);
          }}
        />
        <TextInput
          label={say('key')}
          description={say('keyHint')}
          required
          maxLength={64}
          value={key}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <Radio.Group
          label={say('writtenIn')}
          description={say('writtenInHint')}
          value={language}
          onChange={(value) => {
            setLanguage(value === 'it' ? 'it' : 'en-GB');
          }}
        >
          <Group mt="xs">
            <Radio value="en-GB" label={say('english')} />
            <Radio value="it" label={say('italian')} />
          </Group>
        </Radio.Group>
        {begin.error && <ProblemAlert problem={begin.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" loading={begin.isPending} disabled={!title.trim() || !key}>
            {say('begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
