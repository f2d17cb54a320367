import { Button, FileButton, Group, Loader, Text, UnstyledButton } from '@mantine/core';
import { IconPhotoUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';

import { useWords } from '~/app/words';
import { useEditorSession, type FileContent } from '~/features/editor/contract';
import type { ImageNode } from '~/format/nodes';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { NumberField, SwitchField } from '../fields/SimpleFields';
import { WordsField } from '../fields/WordsField';
import { assetName, isPicture, saveAsset } from './assets';
import type { NodeForm } from './form';
import classes from './Inspector.module.css';
import { inspectorWords } from './words';

/** A picture of the letter's own, or a new one; with words for those who cannot see it. */
export function ImageForm({ node, change, fixed, wordsFixed }: NodeForm<ImageNode>) {
  const say = useWords(inspectorWords);
  const { files } = useEditorSession();
  const pictures = Object.keys(files).filter((path) => path.startsWith('assets/') && isPicture(path));
  return (
    <>
      <Group gap={6} role="group" aria-label={say('library')}>
        {pictures.map((path) => {
          const name = path.slice('assets/'.length);
          const source = sourceOf(name, files[path]);
          return (
            <UnstyledButton
              key={path}
              className={classes.thumb}
              data-chosen={name === node.image || undefined}
              aria-pressed={name === node.image}
              aria-label={name}
              title={name}
              disabled={fixed}
              onClick={() => {
                change({ image: name });
              }}
            >
              {source && <img src={source} alt="" />}
            </UnstyledButton>
          );
        })}
      </Group>
      {!fixed && (
        <Upload
          onSaved={(image) => {
            change({ image });
          }}
        />
      )}
      <SwitchField
        label={say('decorative')}
        value={node.decorative ?? false}
        disabled={fixed}
        onChange={(decorative) => {
          change(
            decorative ? { decorative: true, alt: undefined } : { decorative: undefined, alt: say('alt') },
          );
        }}
      />
      {!node.decorative && (
        <div>
          <WordsField
            label={say('alt')}
            value={node.alt ?? ''}
            disabled={wordsFixed}
            onChange={(alt) => {
              if (alt) change({ alt });
            }}
          />
          <Text size="xs" c="dimmed">
            {say('altWhy')}
          </Text>
        </div>
      )}
      <NumberField
        label={say('width')}
        value={node.width === undefined ? undefined : Number(node.width)}
        min={1}
        max={300}
        suffix={say('millimetres')}
        placeholder={say('automatic')}
        disabled={fixed}
        onChange={(width) => {
          change({ width });
        }}
      />
    </>
  );
}

// Pictures are shown as pictures, where no script of theirs runs.
function sourceOf(name: string, content: FileContent | undefined): string | null {
  if (!content) return null;
  const type = name.endsWith('.svg') ? 'image/svg+xml' : name.endsWith('.png') ? 'image/png' : 'image/jpeg';
  if (content.base64) return `data:${type};base64,${content.base64}`;
  return content.text ? `data:${type},${encodeURIComponent(content.text)}` : null;
}

function Upload({ onSaved }: { onSaved: (name: string) => void }) {
  const say = useWords(inspectorWords);
  const session = useEditorSession();
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState(false);
  const saving = useMutation({
    mutationFn: async (file: File) => {
      const name = assetName(file.name, (taken) => `assets/${taken}` in session.files);
      await session.changeOnServer((etag) => saveAsset(session.kind, session.key, name, file, etag));
      return name;
    },
    onSuccess: onSaved,
  });
  const take = (file: File | null | undefined) => {
    if (!file) return;
    const fits = isPicture(file.name.toLowerCase());
    setWrong(!fits);
    if (fits) saving.mutate(file);
  };
  return (
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <FileButton accept="image/svg+xml,image/png,image/jpeg" onChange={take}>
        {(props) => (
          <Button
            {...props}
            size="compact-sm"
            variant="subtle"
            leftSection={
              saving.isPending ? (
                <Loader size={13} aria-label={say('uploading')} />
              ) : (
                <IconPhotoUp size={15} aria-hidden />
              )
            }
          >
            {say('drop')}
          </Button>
        )}
      </FileButton>
      <Text size="xs" c="dimmed">
        {say('dropTypes')}
      </Text>
      {wrong && (
        <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="alert">
          {say('wrongType')}
        </Text>
      )}
      {saving.isError && <ProblemAlert problem={saving.error} />}
    </div>
  );
}
