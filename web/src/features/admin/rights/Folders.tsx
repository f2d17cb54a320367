import { Button, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { answered, api, ok } from '~/api/client';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { all } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';

import { usePlacements, useRegisterChanged } from '../data';
import { ReasonField } from '../ReasonField';
import { rightWords } from './words';

type Kind = 'template' | 'block' | 'brand';
interface Placed {
  kind: Kind;
  key: string;
  title: string;
  folder: string;
}

/** Where every template, block and brand stands. */
export function Folders() {
  const say = useWords(rightWords);
  const mayManage = useMay('manage');
  const [find, setFind] = useState('');
  const [moving, setMoving] = useState<Placed | null>(null);
  const placed = usePlaced();
  if (placed.isPending) return <Loading />;
  if (placed.error) return <ProblemAlert problem={placed.error} />;
  const shown = placed.data.filter(({ key, title, folder }) =>
    `${key} ${title} ${folder}`.toLowerCase().includes(find.trim().toLowerCase()),
  );
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw={760}>
        {say('foldersWhy')}
      </Text>
      <TextInput
        maw={280}
        aria-label={say('find')}
        placeholder={say('find')}
        value={find}
        onChange={(event) => {
          setFind(event.currentTarget.value);
        }}
      />
      <SheetTable label={say('tab.folders')} head={[say('what'), say('kind'), say('folder'), '']}>
        {shown.map((one) => (
          <Table.Tr key={`${one.kind} ${one.key}`}>
            <Table.Td>
              <Text size="sm" fw={600}>
                {one.title || one.key}
              </Text>
              <Text size="xs" c="dimmed">
                {one.key}
              </Text>
            </Table.Td>
            <Table.Td>{say(`is.${one.kind}`)}</Table.Td>
            <Table.Td>
              {one.folder || (
                <Text span size="sm" c="dimmed">
                  {say('noFolder')}
                </Text>
              )}
            </Table.Td>
            <Table.Td w={100}>
              {mayManage && (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${say('move')}: ${one.key}`}
                  onClick={() => {
                    setMoving(one);
                  }}
                >
                  {say('move')}
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </SheetTable>
      {moving && (
        <MoveDialog
          placed={moving}
          onClose={() => {
            setMoving(null);
          }}
        />
      )}
    </Stack>
  );
}

function usePlaced() {
  const placements = usePlacements();
  return useQuery({
    queryKey: ['placements', 'everything', placements.data],
    enabled: placements.data !== undefined,
    queryFn: async (): Promise<Placed[]> => {
      const folders = new Map(placements.data?.map((one) => [`${one.kind} ${one.key}`, one.folder]));
      const found: Placed[] = [];
      const query = (cursor: string | undefined) => ({ params: { query: { cursor, limit: 200 } } });
      const kinds = [
        ['template', await all((cursor) => ok(api.GET('/v1/templates', query(cursor))))],
        ['block', await all((cursor) => ok(api.GET('/v1/blocks', query(cursor))))],
        ['brand', await all((cursor) => ok(api.GET('/v1/brands', query(cursor))))],
      ] as const;
      for (const [kind, listed] of kinds)
        for (const { key, title } of listed)
          found.push({ kind, key, title, folder: folders.get(`${kind} ${key}`) ?? '' });
      return found;
    },
  });
}

function MoveDialog({ placed, onClose }: { placed: Placed; onClose: () => void }) {
  const say = useWords(rightWords);
  const changed = useRegisterChanged();
  const [folder, setFolder] = useState(placed.folder);
  const [why, setWhy] = useState('');
  const path = { kind: placed.kind, key: placed.key };
  const seen = useQuery({
    queryKey: ['placements', placed.kind, placed.key],
    queryFn: () => answered(api.GET('/v1/folders/placements/{kind}/{key}', { params: { path } })),
  });
  return (
    <ActDialog
      title={say('moveTitle', { key: placed.key })}
      action={say('move')}
      ready={seen.data !== undefined && folder.trim() !== placed.folder}
      onClose={onClose}
      run={async () => {
        await ok(
          api.PUT('/v1/folders/placements/{kind}/{key}', {
            params: { path, header: { 'if-match': seen.data?.etag ?? '' } },
            body: { folder: folder.trim(), why: why.trim() },
          }),
        );
        await changed();
      }}
    >
      <TextInput
        label={say('folder')}
        description={say('moveHint')}
        value={folder}
        data-autofocus
        onChange={(event) => {
          setFolder(event.currentTarget.value);
        }}
      />
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
