import { Button, Grid, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconArchive, IconSearch } from '@tabler/icons-react';
import { useState, type SyntheticEvent } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { CHANNELS, channelWords } from '../channels';
import { useTemplatesInForce } from '../templates';
import { Timeline } from './Timeline';
import { archiveWords } from './words';

type Search = Model<'SearchAsked'>;
const SHOWN = ['template', 'channel', 'period', 'job', 'first', 'last'] as const;

/** Whom the search is about. It is kept by the browser, and stands in no address: proxies write those down. */
interface Named {
  customer?: string;
  key?: string;
}

/** What was sent, found by customer and on one timeline. */
export function ArchivePage() {
  const say = useWords(archiveWords);
  const search = useSearch();
  const list = useInfiniteQuery({
    queryKey: ['communications', search],
    queryFn: ({ pageParam }) =>
      ok(
        api.POST('/v1/communications/search', {
          params: { query: { limit: 60, cursor: pageParam } },
          body: search,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const found = list.data?.pages.flatMap((page) => page.items);
  return (
    <Page title={say('title')} intro={say('intro')}>
      <SearchForm key={JSON.stringify(search)} search={search} />
      {list.error && <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {found?.length === 0 && (
        <Empty icon={IconArchive} title={say('none')}>
          {say('noneWhy')}
        </Empty>
      )}
      {found && found.length > 0 && (
        <Stack gap="sm">
          <Text size="sm" c="dimmed" role="status">
            {search.customer && `${say('ofCustomer', { customer: search.customer })} · `}
            {say(list.hasNextPage ? 'foundMore' : 'found', { count: found.length })}
          </Text>
          <Timeline found={found} />
        </Stack>
      )}
      <MoreButton list={list} />
    </Page>
  );
}

function useSearch(): Search {
  const [asked] = useSearchParams();
  const named = (useLocation().state ?? {}) as Named;
  const search: Search = {};
  for (const name of SHOWN) {
    const value = asked.get(name);
    if (value) search[name] = value;
  }
  if (named.customer) search.customer = named.customer;
  if (named.key) search.key = named.key;
  return search;
}

function SearchForm({ search }: { search: Search }) {
  const say = useWords(archiveWords);
  const sayChannel = useWords(channelWords);
  const templates = useTemplatesInForce();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Search>(search);
  const text = (name: keyof Search) => draft[name] ?? '';
  const set = (name: keyof Search, value: string | null) => {
    setDraft({ ...draft, [name]: value });
  };

  function go(wanted: Search): void {
    const shown = new URLSearchParams();
    for (const name of SHOWN) {
      const value = wanted[name]?.trim();
      if (value) shown.set(name, value);
    }
    const state: Named = {};
    if (wanted.customer?.trim()) state.customer = wanted.customer.trim();
    if (wanted.key?.trim()) state.key = wanted.key.trim();
    void navigate({ search: shown.toString() }, { state });
  }

  function submit(event: SyntheticEvent): void {
    event.preventDefault();
    go(draft);
  }

  const field = (name: keyof Search, type = 'text') => (
    <TextInput
      size="sm"
      type={type}
      label={say(name)}
      value={text(name)}
      onChange={(event) => {
        set(name, event.currentTarget.value);
      }}
    />
  );
  return (
    <Sheet mb="lg">
      <form onSubmit={submit} role="search">
        <Grid gap="sm" align="flex-end">
          <Grid.Col span={{ base: 12, sm: 3 }}>{field('customer')}</Grid.Col>
          <Grid.Col span={{ base: 12, sm: 3 }}>{field('key')}</Grid.Col>
          <Grid.Col span={{ base: 6, sm: 3 }}>
            <Select
              label={say('template')}
              placeholder={say('any')}
              clearable
              searchable
              value={draft.template ?? null}
              data={templates.data?.map(({ template }) => template) ?? []}
              onChange={(value) => {
                set('template', value);
              }}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 3 }}>
            <Select
              label={say('channel')}
              placeholder={say('any')}
              clearable
              value={draft.channel ?? null}
              data={CHANNELS.map((value) => ({ value, label: sayChannel(value) }))}
              onChange={(value) => {
                set('channel', value);
              }}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 6, sm: 2 }}>{field('first', 'date')}</Grid.Col>
          <Grid.Col span={{ base: 6, sm: 2 }}>{field('last', 'date')}</Grid.Col>
          <Grid.Col span={{ base: 6, sm: 2 }}>{field('period')}</Grid.Col>
          <Grid.Col span={{ base: 6, sm: 3 }}>{field('job')}</Grid.Col>
          <Grid.Col span={{ base: 12, sm: 3 }}>
            <Group gap="xs" justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  go({});
                }}
              >
                {say('clear')}
              </Button>
              <Button type="submit" leftSection={<IconSearch size={16} aria-hidden />}>
                {say('search')}
              </Button>
            </Group>
          </Grid.Col>
        </Grid>
      </form>
    </Sheet>
  );
}
