import { Button, Grid, Group, Select, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { answered, api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet, SheetTable } from '~/ui/Sheet';

import { useGroups, usePeople, useRegisterChanged } from '../data';
import { ReasonField } from '../ReasonField';
import { rightWords } from './words';

const KINDS = ['nothing', 'text', 'regions', 'everything'] as const;
type EditKind = (typeof KINDS)[number];

/** Which kinds of edit people make in a template, and what was said otherwise than by their roles. */
export function Edits() {
  const say = useWords(rightWords);
  const [asked, setAsked] = useSearchParams();
  const template = asked.get('template');
  const templates = useQuery({
    queryKey: ['templates', 'keys'],
    queryFn: () =>
      all((cursor) => ok(api.GET('/v1/templates', { params: { query: { cursor, limit: 200 } } }))),
  });
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" maw={760}>
        {say('editsWhy')}
      </Text>
      <Select
        maw={380}
        label={say('template')}
        searchable
        value={template}
        data={templates.data?.map(({ key, title }) => ({ value: key, label: title || key })) ?? []}
        onChange={(value) => {
          setAsked(value ? { tab: 'edits', template: value } : { tab: 'edits' }, { replace: true });
        }}
      />
      {template !== null && <EditsOf key={template} template={template} />}
    </Stack>
  );
}

function EditsOf({ template }: { template: string }) {
  const say = useWords(rightWords);
  const nameOf = useNames();
  const mayManage = useMay('manage');
  const [changing, setChanging] = useState<string | null>(null);
  const { data, error, isPending } = useQuery({
    queryKey: ['edit-rights', template],
    queryFn: () => answered(api.GET('/v1/edit-rights/{template}', { params: { path: { template } } })),
  });
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} />;
  const rights = data.data;
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, md: 6 }}>
        <Sheet
          title={say('set')}
          actions={
            mayManage && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  setChanging('');
                }}
              >
                {say('setOne')}
              </Button>
            )
          }
        >
          {rights.set.length === 0 && (
            <Text size="sm" c="dimmed">
              {say('notSet')}
            </Text>
          )}
          {rights.set.map(({ holder, edits }) => (
            <Group key={holder} justify="space-between" py={4}>
              <Text size="sm">
                <b>{nameOf(holder)}</b>: {say(`kind.${edits}`)}
              </Text>
              {mayManage && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  onClick={() => {
                    setChanging(holder);
                  }}
                >
                  {say('end')}
                </Button>
              )}
            </Group>
          ))}
        </Sheet>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 6 }}>
        <SheetTable label={say('comesTo')} head={[say('holder'), say('comesTo')]}>
          {rights.held.map(({ holder, edits }) => (
            <Table.Tr key={holder}>
              <Table.Td>{nameOf(holder)}</Table.Td>
              <Table.Td>{say(`kind.${edits}`)}</Table.Td>
            </Table.Tr>
          ))}
        </SheetTable>
      </Grid.Col>
      {changing !== null && (
        <ChangeDialog
          rights={rights}
          etag={data.etag}
          holder={changing}
          onClose={() => {
            setChanging(null);
          }}
        />
      )}
    </Grid>
  );
}

interface ChangeDialogProps {
  rights: Model<'EditRightsShown'>;
  etag: string;
  /** Whose right ends; "" for a new one. */
  holder: string;
  onClose: () => void;
}

function ChangeDialog({ rights, etag, holder: given, onClose }: ChangeDialogProps) {
  const say = useWords(rightWords);
  const people = usePeople();
  const groups = useGroups();
  const changed = useRegisterChanged();
  const [holder, setHolder] = useState<string | null>(given || null);
  const [edits, setEdits] = useState<EditKind>('text');
  const [why, setWhy] = useState('');
  const ending = given !== '';
  const holders = [
    ...(people.data
      ?.filter(({ active }) => active)
      .map(({ key, name }) => ({ value: key, label: name || key })) ?? []),
    ...(groups.data?.map(({ key }) => ({ value: key, label: `${key} (${say('group')})` })) ?? []),
  ];
  return (
    <ActDialog
      title={ending ? say('end') : say('setOne')}
      intro={rights.template}
      action={ending ? say('end') : say('save')}
      ready={holder !== null}
      onClose={onClose}
      run={async () => {
        if (holder === null) return;
        const path = { template: rights.template, holder };
        const header = { 'if-match': etag };
        await (ending
          ? ok(
              api.DELETE('/v1/edit-rights/{template}/{holder}', {
                params: { path, header, query: { why: why.trim() } },
              }),
            )
          : ok(
              api.PUT('/v1/edit-rights/{template}/{holder}', {
                params: { path, header },
                body: { edits, why: why.trim() },
              }),
            ));
        await changed();
      }}
    >
      {!ending && (
        <>
          <Select
            label={say('holder')}
            searchable
            required
            value={holder}
            onChange={setHolder}
            data={holders}
          />
          <Select
            label={say('edits')}
            allowDeselect={false}
            value={edits}
            data={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
            onChange={(value) => {
              setEdits(KINDS.find((one) => one === value) ?? 'text');
            }}
          />
        </>
      )}
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
