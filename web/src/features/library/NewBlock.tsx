import { Button, Group, Modal, Select, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { stringify } from 'yaml';

import { api, ok } from '~/api/client';
import { useLanguage, useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useContents } from './content';
import { keyOf } from './keys';
import { libraryWords } from './words';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
}

/** Begin a block: what it is called, who answers for it, how far it is locked, and its first words. */
export function NewBlock({ opened, onClose }: DialogProps) {
  const say = useWords(libraryWords);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={say('newBlock')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('close') }}
    >
      <NewBlockForm onClose={onClose} />
    </Modal>
  );
}

const LOCKS = ['locked', 'text', 'free'] as const;

function NewBlockForm({ onClose }: { onClose: () => void }) {
  const say = useWords(libraryWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const spoken = useLanguage();
  const [title, setTitle] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const [owner, setOwner] = useState('');
  const [lock, setLock] = useState<string>('locked');
  const [language, setLanguage] = useState(spoken === 'it' ? 'it' : 'en-GB');
  const [tags, setTags] = useState<string[]>([]);
  const [jurisdictions, setJurisdictions] = useState<string[]>([]);
  const [words, setWords] = useState('');
  const key = typed ?? keyOf(title);
  const { data: blocks = [] } = useContents('blocks', true);
  const taken = blocks.some((one) => one.key === key);
  const begin = useMutation({
    mutationFn: () => {
      const definition = {
        block: key,
        version: 1,
        title: title.trim(),
        owner: owner.trim(),
        language,
        ...(jurisdictions.length > 0 ? { jurisdictions } : {}),
        ...(tags.length > 0 ? { tags } : {}),
        ...(lock === 'free' ? {} : { lock }),
        content: [{ paragraph: words.trim(), id: 'words' }],
      };
      return ok(
        api.PUT('/v1/blocks/{key}/draft', {
          params: { path: { key }, header: { 'if-match': '"0"' } },
          body: { files: { 'block.yaml': { text: stringify(definition) } }, base: 0 },
        }),
      );
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['drafts'] });
      await navigate(`/blocks/${key}/edit`);
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
        <Group grow align="flex-start">
          <TextInput
            label={say('title')}
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
            required
            maxLength={64}
            value={key}
            error={taken ? say('keyTaken') : null}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
            }}
          />
        </Group>
        <Group grow align="flex-start">
          <TextInput
            label={say('owner')}
            description={say('ownerHint')}
            required
            maxLength={120}
            value={owner}
            onChange={(event) => {
              setOwner(event.currentTarget.value);
            }}
          />
          <Select
            label={say('filter.lock')}
            description={say('lockHint')}
            allowDeselect={false}
            value={lock}
            onChange={(value) => {
              setLock(value ?? 'locked');
            }}
            data={LOCKS.map((value) => ({ value, label: say(`lock.${value}`) }))}
          />
        </Group>
        <Group grow align="flex-start">
          <Select
            label={say('writtenIn')}
            allowDeselect={false}
            value={language}
            onChange={(value) => {
              setLanguage(value ?? 'en-GB');
            }}
            data={[
              { value: 'en-GB', label: say('english') },
              { value: 'it', label: say('italian') },
            ]}
          />
          <TagsInput label={say('filter.tag')} value={tags} onChange={setTags} />
          <TagsInput label={say('jurisdictions')} value={jurisdictions} onChange={setJurisdictions} />
        </Group>
        <Textarea
          label={say('firstWords')}
          description={say('firstWordsHint')}
          required
          autosize
          minRows={3}
          value={words}
          onChange={(event) => {
            setWords(event.currentTarget.value);
          }}
        />
        {begin.error && <ProblemAlert problem={begin.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            type="submit"
            loading={begin.isPending}
            disabled={!title.trim() || !key || taken || !owner.trim() || !words.trim()}
          >
            {say('begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
