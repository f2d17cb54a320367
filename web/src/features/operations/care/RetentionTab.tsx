import { Button, Stack, Table, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { answered, api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords, type Say } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';

import { WhyField } from '../archive/Keeping';
import { careWords } from './words';

type Retention = Model<'RetentionShown'>;

/** How long the letters of each template are kept. */
export function RetentionTab() {
  const say = useWords(careWords);
  const [changing, setChanging] = useState<string | null>(null);
  const { data, error, isPending } = useQuery({ queryKey: ['retention'], queryFn: everyTemplate });
  if (isPending) return <Loading />;
  if (error) return <ProblemAlert problem={error} />;
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say('retentionWhy')}
      </Text>
      <SheetTable label={say('tab.retention')} head={[say('template'), say('period'), say('said'), '']}>
        {data.map((one) => (
          <RetentionRow key={one.template} said={one} onChange={setChanging} />
        ))}
      </SheetTable>
      {changing !== null && (
        <ChangeDialog
          template={changing}
          onClose={() => {
            setChanging(null);
          }}
        />
      )}
    </Stack>
  );
}

async function everyTemplate(): Promise<Retention[]> {
  const said = await all((cursor) =>
    ok(api.GET('/v1/retention', { params: { query: { cursor, limit: 200 } } })),
  );
  const templates = await all((cursor) =>
    ok(api.GET('/v1/templates', { params: { query: { cursor, limit: 200 } } })),
  );
  const known = new Map(said.map((one) => [one.template, one]));
  return templates.map(
    ({ key }) => known.get(key) ?? { template: key, period: null, why: '', person: null, at: null },
  );
}

function RetentionRow({ said, onChange }: { said: Retention; onChange: (template: string) => void }) {
  const say = useWords(careWords);
  const formats = useFormats();
  const nameOf = useNames();
  return (
    <Table.Tr>
      <Table.Td fw={600}>{said.template}</Table.Td>
      <Table.Td>{periodSaid(say, said.period)}</Table.Td>
      <Table.Td>
        {said.person !== null && (
          <>
            <Text size="sm">{said.why}</Text>
            <Text size="xs" c="dimmed">
              {nameOf(said.person)}, {formats.date(said.at ?? '')}
            </Text>
          </>
        )}
      </Table.Td>
      <Table.Td w={110}>
        <Button
          size="xs"
          variant="default"
          aria-label={`${say('change')}: ${said.template}`}
          onClick={() => {
            onChange(said.template);
          }}
        >
          {say('change')}
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}

function periodSaid(
  say: Say<'forGood' | 'years_one' | 'months_one' | 'days_one'>,
  period: string | null,
): string {
  const [, count, unit] = /^(\d+)([ymd])$/.exec(period ?? '') ?? [];
  if (!count) return say('forGood');
  return say(unit === 'y' ? 'years' : unit === 'm' ? 'months' : 'days', { count: Number(count) });
}

function ChangeDialog({ template, onClose }: { template: string; onClose: () => void }) {
  const say = useWords(careWords);
  const queries = useQueryClient();
  const [period, setPeriod] = useState('');
  const [why, setWhy] = useState('');
  const seen = useQuery({
    queryKey: ['retention', template],
    queryFn: () => answered(api.GET('/v1/retention/{key}', { params: { path: { key: template } } })),
  });
  return (
    <ActDialog
      title={say('changeTitle', { template })}
      intro={say('retentionWhy')}
      action={say('save')}
      ready={seen.data !== undefined && period.trim() !== '' && why.trim() !== ''}
      onClose={onClose}
      run={async () => {
        await ok(
          api.PUT('/v1/retention/{key}', {
            params: { path: { key: template }, header: { 'if-match': seen.data?.etag ?? '' } },
            body: { period: period.trim(), why: why.trim() },
          }),
        );
        await queries.invalidateQueries({ queryKey: ['retention'] });
      }}
    >
      <TextInput
        label={say('period')}
        description={say('periodHint')}
        placeholder={seen.data?.data.period ?? 'none'}
        value={period}
        required
        data-autofocus
        onChange={(event) => {
          setPeriod(event.currentTarget.value);
        }}
      />
      <WhyField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
