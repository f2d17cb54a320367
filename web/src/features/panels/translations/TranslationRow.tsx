import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { IconCheck, IconFocus2 } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { WordDiff } from '~/ui/WordDiff';

import { PlaceAt } from '../fields/place';
import { SourceText } from '../fields/SourceText';
import { WordsField } from '../fields/WordsField';
import { survival } from './survival';
import classes from './Translations.module.css';
import { useTranslate, type Entry } from './useTranslations';
import { translationWords } from './words';

const COLOURS = { missing: 'red', fuzzy: 'yellow', translated: 'teal' } as const;

/** One text: what it says, and what it says in the other language. */
export function TranslationRow({
  entry,
  locale,
  onTouched,
  onNext,
}: {
  entry: Entry;
  locale: string;
  onTouched: () => void;
  onNext: () => void;
}) {
  const say = useWords(translationWords);
  const session = useEditorSession();
  const saving = useTranslate(locale);
  const [typed, setTyped] = useState<string | null>(null);
  const node =
    entry.context.startsWith('template.') || entry.context === 'short'
      ? null
      : (entry.context.split('.')[0] ?? null);
  const text = typed ?? entry.text;
  const save = (value: string) => {
    if (value.trim() === '' || (value === entry.text && entry.state === 'translated')) return;
    onTouched();
    saving.mutate({ [entry.context]: value });
  };
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    // Leaving the field saves it; one that is right as it was is saved as read.
    if (typed === null && entry.state === 'fuzzy') save(entry.text);
    onNext();
  };
  return (
    <PlaceAt id={node}>
      <div
        className={classes.row}
        data-context={entry.context}
        data-current={(node !== null && session.selectedNode?.id === node) || undefined}
        onKeyDownCapture={keys}
      >
        <Group gap={6} wrap="nowrap" justify="space-between">
          <Text size="xs" c="dimmed" truncate ff="monospace">
            {entry.context}
          </Text>
          <Group gap={4} wrap="nowrap">
            <Badge
              size="sm"
              variant="light"
              tt="none"
              color={COLOURS[entry.state]}
              c="var(--mantine-color-text)"
            >
              {say(`state.${entry.state}`)}
            </Badge>
            {node !== null && (
              <ActionIcon
                size={24}
                variant="subtle"
                color="gray"
                aria-label={say('show', { context: entry.context })}
                onClick={() => {
                  session.select(node);
                }}
              >
                <IconFocus2 size={14} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Group>
        <div className={classes.sides}>
          <div className={classes.source} lang={session.sourceLocale}>
            {entry.state === 'fuzzy' && entry.made_for ? (
              <>
                <Text size="xs" c="dimmed">
                  {say('changed')}
                </Text>
                <WordDiff before={entry.made_for} after={entry.source} />
              </>
            ) : (
              <SourceText text={entry.source} />
            )}
          </div>
          <div>
            <WordsField
              bare
              patient
              lang={locale}
              label={say('translation', { context: entry.context })}
              value={entry.text}
              onTyping={setTyped}
              onChange={save}
            />
            <Survivors source={entry.source} text={text} />
            {entry.state === 'fuzzy' && typed === null && (
              <Button
                mt={4}
                size="compact-sm"
                variant="default"
                leftSection={<IconCheck size={13} aria-hidden />}
                loading={saving.isPending}
                onClick={() => {
                  save(entry.text);
                }}
              >
                {say('keep')}
              </Button>
            )}
            {saving.isError && <ProblemAlert problem={saving.error} />}
          </div>
        </div>
      </div>
    </PlaceAt>
  );
}

function Survivors({ source, text }: { source: string; text: string }) {
  const say = useWords(translationWords);
  if (!text.trim()) return null;
  const { lost, strange } = survival(source, text);
  return (
    <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="status" mt={lost.length || strange.length ? 2 : 0}>
      {lost.length > 0 && say('lost', { values: lost.join(', ') })}
      {lost.length > 0 && strange.length > 0 && ' · '}
      {strange.length > 0 && say('strange', { values: strange.join(', ') })}
    </Text>
  );
}
