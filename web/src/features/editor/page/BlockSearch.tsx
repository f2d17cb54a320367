import { Badge, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';

import { useWords } from '~/app/words';
import { isObject, type JsonObject } from '~/format/nodes';
import { api, ok } from '~/api/client';

import { insertFresh } from '../commands/fresh';
import type { BlockSummary } from '../session/blocks';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';
import classes from './Editor.module.css';

interface Props {
  opened: OpenEditor;
  isOpen: boolean;
  onClose: () => void;
}

/** Find a block of the library, and put it behind where the cursor is. */
export function BlockSearch({ opened, isOpen, onClose }: Props) {
  const say = useWords(editorWords);
  const [query, setQuery] = useState('');
  const found = opened.blocks.filter((block) => fits(block, query));

  async function insert(block: BlockSummary): Promise<void> {
    insertFresh(opened.store, { block: block.key, ...(await slotsFor(block.key, opened)) });
    onClose();
    setQuery('');
    opened.store.editor.view.focus();
  }
  return (
    <Modal opened={isOpen} onClose={onClose} title={say('searchBlocks')} size="lg">
      <Stack gap="sm">
        <TextInput
          aria-label={say('searchBlocks')}
          placeholder={say('searchBlocksHint')}
          leftSection={<IconSearch size={16} aria-hidden />}
          data-autofocus
          value={query}
          onChange={(event) => {
            setQuery(event.currentTarget.value);
          }}
        />
        <Stack gap={4} component="ul" className={classes.blockList}>
          {found.map((block) => (
            <li key={block.key} className={classes.blockItem}>
              <div>
                <Group gap={6}>
                  {block.lock === 'locked' && <IconLock size={14} aria-hidden />}
                  <Text fw={600} size="sm">
                    {block.title}
                  </Text>
                  <Badge variant="light" color="gray" tt="none" size="sm">
                    {say('versionIs', { version: block.version })}
                  </Badge>
                </Group>
                <Text size="xs" c="dimmed">
                  {[
                    say('ownedBy', { owner: block.owner }),
                    [block.language, ...block.locales].join(' '),
                    ...block.tags,
                  ].join(' · ')}
                </Text>
              </div>
              <Button
                size="xs"
                variant="default"
                aria-label={`${say('insertBlock')}: ${block.title}`}
                onClick={() => void insert(block)}
              >
                {say('insertBlock')}
              </Button>
            </li>
          ))}
          {found.length === 0 && (
            <Text c="dimmed" size="sm">
              {say('noBlocks')}
            </Text>
          )}
        </Stack>
      </Stack>
    </Modal>
  );
}

function fits({ key, title, owner, tags }: BlockSummary, query: string): boolean {
  const words = query.trim().toLowerCase();
  return [key, title, owner, ...tags].some((each) => each.toLowerCase().includes(words));
}

/** A first filling of the slots: a value of the same name, else the example that the block gives. */
async function slotsFor(key: string, { store }: OpenEditor): Promise<JsonObject> {
  const { definition } = await ok(api.GET('/v1/blocks/{key}/definition', { params: { path: { key } } }));
  if (!isObject(definition.slots)) return {};
  const slots = Object.entries(definition.slots).map(([name, schema]) => {
    const known = store.variables.find(
      ({ path }) => path === name || (path.endsWith(`.${name}`) && !path.includes('[]')),
    );
    const [example] =
      isObject(schema) && Array.isArray(schema.examples) ? (schema.examples as unknown[]) : [];
    return [
      name,
      known?.path ?? (typeof example === 'string' ? `'${example}'` : JSON.stringify(example ?? 0)),
    ] as const;
  });
  return { slots: Object.fromEntries(slots) };
}
