import { Button, Kbd, Text } from '@mantine/core';
import { Spotlight, spotlight, type SpotlightActionData } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { IconFileText, IconLock, IconPalette, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { api, ok } from '~/api/client';

import { useWords } from '../words';
import { shellWords } from './words';

const KINDS = [
  { kind: 'templates', icon: IconFileText },
  { kind: 'blocks', icon: IconLock },
  { kind: 'brands', icon: IconPalette },
] as const;

/** Everything there is to open, by its name: Ctrl+K anywhere. */
export function Search() {
  const say = useWords(shellWords);
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['search'],
    enabled: open,
    queryFn: async () => ({
      templates: (await ok(api.GET('/v1/templates', { params: { query: { limit: 200 } } }))).items,
      blocks: (await ok(api.GET('/v1/blocks', { params: { query: { limit: 200 } } }))).items,
      brands: (await ok(api.GET('/v1/brands', { params: { query: { limit: 200 } } }))).items,
    }),
  });
  const actions = KINDS.flatMap(({ kind, icon: Icon }) =>
    (data?.[kind] ?? []).map((one): SpotlightActionData => ({
      id: `${kind}/${one.key}`,
      label: one.title || one.key,
      description: one.key,
      keywords: one.tags,
      leftSection: <Icon size={20} stroke={1.6} aria-hidden />,
      onClick: () => void navigate(`/${kind}/${one.key}`),
    })),
  );
  return (
    <>
      <Button
        variant="default"
        size="xs"
        fw={400}
        c="dimmed"
        visibleFrom="sm"
        w={300}
        justify="space-between"
        leftSection={<IconSearch size={15} aria-hidden />}
        rightSection={<Kbd size="xs">Ctrl K</Kbd>}
        onClick={spotlight.open}
      >
        {say('searchHint')}
      </Button>
      <Spotlight
        actions={actions}
        shortcut="mod+K"
        limit={12}
        scrollable
        onSpotlightOpen={() => {
          setOpen(true);
        }}
        nothingFound={<Text c="dimmed">{say('nothingFound')}</Text>}
        searchProps={{
          leftSection: <IconSearch size={18} aria-hidden />,
          placeholder: say('searchHint'),
          'aria-label': say('search'),
        }}
      />
    </>
  );
}
