import { Button, Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLayoutGrid, IconList, IconPlus, IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { uiWords } from '~/ui/words';

import { Begun } from './Begun';
import { ContentCards } from './ContentCards';
import { ContentTable } from './ContentTable';
import { useContents, type Plural } from './content';
import { choicesOf, FILTERS, narrowed, type Filter, type Filters } from './filters';
import { NewBlock } from './NewBlock';
import { NewTemplate } from './NewTemplate';
import { libraryWords } from './words';

export function TemplatesPage() {
  return <ListPage plural="templates" />;
}

export function BlocksPage() {
  return <ListPage plural="blocks" />;
}

export function BrandsPage() {
  return <ListPage plural="brands" />;
}

/** What there is of a kind, to be searched and narrowed. */
function ListPage({ plural }: { plural: Plural }) {
  const say = useWords(libraryWords);
  const edits = useMay('edit');
  const [params, setParams] = useSearchParams();
  const [beginning, dialog] = useDisclosure();
  const retired = params.get('retired') === 'yes';
  const { data, error, refetch } = useContents(plural, retired);
  const filters = Object.fromEntries(
    ['text', ...FILTERS].map((name) => [name, params.get(name === 'text' ? 'q' : name) ?? '']),
  ) as unknown as Filters;
  const cards = params.get('as') === 'cards';
  const set = (name: string, value: string | null) => {
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  };
  const found = data && narrowed(data, filters);
  return (
    <Page
      title={say(plural)}
      intro={say(`${plural}Intro`)}
      width={1360}
      actions={
        edits &&
        plural !== 'brands' && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={dialog.open}>
            {say(plural === 'templates' ? 'newTemplate' : 'newBlock')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <TextInput
            label={say('search')}
            placeholder={say('searchHint')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={filters.text}
            w={240}
            onChange={(event) => {
              set('q', event.currentTarget.value);
            }}
          />
          {FILTERS.map((filter) => (
            <FilterSelect
              key={filter}
              filter={filter}
              choices={choicesOf(data ?? [], filter)}
              value={filters[filter]}
              onChange={(value) => {
                set(filter, value);
              }}
            />
          ))}
          <Select
            label={say('retired')}
            w={150}
            allowDeselect={false}
            value={retired ? 'yes' : 'no'}
            data={[
              { value: 'no', label: say('retiredNo') },
              { value: 'yes', label: say('retiredToo') },
            ]}
            onChange={(value) => {
              set('retired', value === 'yes' ? 'yes' : null);
            }}
          />
        </Group>
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {found && say('found', { count: found.length })}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={say('lookAs')}
            value={cards ? 'cards' : 'table'}
            onChange={(value) => {
              set('as', value === 'cards' ? 'cards' : null);
            }}
            data={[
              { value: 'table', label: <Shape icon={IconList} label={say('asTable')} /> },
              { value: 'cards', label: <Shape icon={IconLayoutGrid} label={say('asCards')} /> },
            ]}
          />
        </Group>
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading h="40vh" />}
        <Begun plural={plural} />
        {found?.length === 0 && (
          <Empty icon={IconZoomQuestion} title={say(data?.length ? 'nothingFits' : 'nothingYet')}>
            {data?.length ? say('nothingFitsWhy') : null}
          </Empty>
        )}
        {found &&
          found.length > 0 &&
          (cards ? <ContentCards found={found} /> : <ContentTable plural={plural} found={found} />)}
      </Stack>
      {plural === 'templates' && <NewTemplate opened={beginning} onClose={dialog.close} />}
      {plural === 'blocks' && <NewBlock opened={beginning} onClose={dialog.close} />}
    </Page>
  );
}

function Shape({ icon: Icon, label }: { icon: typeof IconList; label: string }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={15} aria-hidden />
      {label}
    </Group>
  );
}

interface FilterSelectProps {
  filter: Filter;
  choices: string[];
  value: string;
  onChange: (value: string | null) => void;
}

function FilterSelect({ filter, choices, value, onChange }: FilterSelectProps) {
  const say = useWords(libraryWords);
  const sayUi = useWords(uiWords);
  const formats = useFormats();
  if (choices.length < 2 && !value) return null;
  const named = (choice: string): string => {
    switch (filter) {
      case 'language':
        return formats.language(choice);
      case 'channel':
        return sayUi(`channel.${choice as 'pdf'}`);
      case 'standing':
        return sayUi(`standing.${choice as 'approved'}`);
      case 'lock':
        return say(`lock.${choice as 'free'}`);
      case 'draft':
        return say(choice === 'yes' ? 'draftYes' : 'draftNo');
      case 'folder':
      case 'owner':
      case 'tag':
        return choice;
    }
  };
  return (
    <Select
      label={say(`filter.${filter}`)}
      placeholder={say('any')}
      w={150}
      clearable
      clearButtonProps={{ 'aria-label': say('clearFilter', { name: say(`filter.${filter}`) }) }}
      searchable={choices.length > 8}
      value={value || null}
      onChange={onChange}
      data={[...new Set([...choices, ...(value ? [value] : [])])].map((choice) => ({
        value: choice,
        label: named(choice),
      }))}
    />
  );
}
