import { ActionIcon, Group, Modal, Progress, SegmentedControl, Select, Text, Tooltip } from '@mantine/core';
import { IconArrowsMaximize, IconCircleCheck, IconLanguage } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { TranslationRow } from './TranslationRow';
import classes from './Translations.module.css';
import { useTranslations, type Translation } from './useTranslations';
import { uiWords } from '~/ui/words';

import { translationWords } from './words';

const FILTERS = ['all', 'missing', 'fuzzy'] as const;
type Filter = (typeof FILTERS)[number];

/** Source and translation of every text, in the order of the document. */
export function Translations() {
  const say = useWords(translationWords);
  const sayUi = useWords(uiWords);
  const { data, error, isPending, refetch } = useTranslations();
  const [wide, setWide] = useState(false);
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data.translations.length)
    return (
      <Empty icon={IconLanguage} title={say('none')}>
        {say('noneWhy')}
      </Empty>
    );
  if (!wide)
    return (
      <Texts
        translations={data.translations}
        onWide={() => {
          setWide(true);
        }}
      />
    );
  return (
    <Modal
      closeButtonProps={{ 'aria-label': sayUi('close') }}
      opened
      size="min(1100px, 94vw)"
      title={say('sideBySide')}
      onClose={() => {
        setWide(false);
      }}
      styles={{ body: { padding: 0 } }}
    >
      <Texts translations={data.translations} />
    </Modal>
  );
}

function Texts({ translations, onWide }: { translations: readonly Translation[]; onWide?: () => void }) {
  const say = useWords(translationWords);
  const session = useEditorSession();
  const formats = useFormats();
  const list = useRef<HTMLDivElement>(null);
  const [query, setQuery] = useSearchParams();
  const [chosen, setChosen] = useState(session.locale);
  const shown = translations.find((each) => each.locale === chosen) ?? translations[0];
  const filter: Filter = FILTERS.find((each) => each === query.get('texts')) ?? 'all';
  // A text stays in the list while it is worked on, though it is no longer missing.
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  if (!shown) return null;
  const entries = shown.entries.filter(
    (entry) => filter === 'all' || entry.state === filter || kept.has(`${shown.locale} ${entry.context}`),
  );
  const all = shown.entries.length;
  const next = (context: string) => {
    const boxes = [...(list.current?.querySelectorAll<HTMLElement>('[data-context]') ?? [])];
    const at = boxes.findIndex((box) => box.dataset.context === context);
    boxes[at + 1]?.querySelector<HTMLElement>('[role=textbox]')?.focus();
  };
  return (
    <div className={classes.holder}>
      <div className={classes.head}>
        <Group gap={6} wrap="nowrap" mb={8}>
          <Select
            size="xs"
            style={{ flex: 1 }}
            aria-label={say('language')}
            allowDeselect={false}
            data={translations.map(({ locale }) => ({ value: locale, label: formats.language(locale) }))}
            value={shown.locale}
            onChange={(locale) => {
              if (locale === null) return;
              setChosen(locale);
              session.setLocale(locale);
            }}
          />
          {onWide && (
            <Tooltip label={say('sideBySide')}>
              <ActionIcon size={28} variant="default" aria-label={say('sideBySide')} onClick={onWide}>
                <IconArrowsMaximize size={15} aria-hidden />
              </ActionIcon>
            </Tooltip>
          )}
        </Group>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={say('filter')}
          data={FILTERS.map((value) => ({
            value,
            label: `${say(`filter.${value}`)} ${formats.number(value === 'all' ? all : shown[value])}`,
          }))}
          value={filter}
          onChange={(value) => {
            setKept(new Set());
            setQuery(
              (before) => {
                const after = new URLSearchParams(before);
                if (value === 'all') after.delete('texts');
                else after.set('texts', value);
                return after;
              },
              { replace: true },
            );
          }}
        />
        <Progress.Root size={5} mt={8} aria-hidden>
          <Progress.Section value={(100 * shown.translated) / Math.max(all, 1)} color="teal" />
          <Progress.Section value={(100 * shown.fuzzy) / Math.max(all, 1)} color="yellow" />
        </Progress.Root>
        <Text size="xs" c="dimmed" mt={4} role="status">
          {say('progress', { done: formats.number(shown.translated), all: formats.number(all) })}
        </Text>
        <Text size="xs" c="dimmed">
          {say('next')}
        </Text>
      </div>
      {entries.length === 0 && (
        <Empty icon={IconCircleCheck} title={say('nothingLeft')}>
          {say('nothingLeftWhy')}
        </Empty>
      )}
      <div ref={list}>
        {entries.map((entry) => (
          <TranslationRow
            key={`${shown.locale} ${entry.context}`}
            entry={entry}
            locale={shown.locale}
            onTouched={() => {
              setKept((before) => new Set([...before, `${shown.locale} ${entry.context}`]));
            }}
            onNext={() => {
              next(entry.context);
            }}
          />
        ))}
      </div>
    </div>
  );
}
