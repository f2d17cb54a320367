import {
  Badge,
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  Switch,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useMay, useMe, type Ability } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { CopyField } from '~/ui/CopyField';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';

import { usePeople } from '../data';
import { keyWords } from './words';

type Key = Model<'Key'>;
const ABILITIES: readonly Ability[] = [
  'view',
  'edit',
  'submit',
  'decide',
  'comment',
  'release',
  'render',
  'archive',
  'manage',
];

/** The keys of a person; of everybody when `person` is left out, which only administrators are shown. */
export function Keys({ person }: { person?: string }) {
  const say = useWords(keyWords);
  const [every, setEvery] = useState(false);
  const [making, setMaking] = useState(false);
  const [now] = useState(() => new Date().toISOString());
  const { data, error, isPending } = useQuery({
    queryKey: ['keys'],
    queryFn: () => all((cursor) => ok(api.GET('/v1/keys', { params: { query: { cursor, limit: 200 } } }))),
  });
  const shown = data
    ?.filter((key) => person === undefined || key.person === person)
    .filter((key) => every || (key.revoked_at === null && key.expires_at > now));
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Switch
          label={say('every')}
          checked={every}
          onChange={(event) => {
            setEvery(event.currentTarget.checked);
          }}
        />
        <Button
          variant={person === undefined ? 'filled' : 'default'}
          onClick={() => {
            setMaking(true);
          }}
        >
          {say('create')}
        </Button>
      </Group>
      {isPending && <Loading />}
      {error && <ProblemAlert problem={error} />}
      {shown?.length === 0 && (
        <Empty icon={IconKey} title={say('none')}>
          {say('noneWhy')}
        </Empty>
      )}
      {shown && shown.length > 0 && (
        <SheetTable
          label={say('title')}
          head={[say('name'), say('person'), say('abilities'), say('expires'), say('created'), '']}
        >
          {shown.map((key) => (
            <KeyRow key={key.id} of={key} now={now} />
          ))}
        </SheetTable>
      )}
      {making && (
        <MakeDialog
          forSelf={person !== undefined}
          onClose={() => {
            setMaking(false);
          }}
        />
      )}
    </Stack>
  );
}

function KeyRow({ of: key, now }: { of: Key; now: string }) {
  const say = useWords(keyWords);
  const formats = useFormats();
  const nameOf = useNames();
  const [revoking, setRevoking] = useState(false);
  const over = key.revoked_at !== null ? 'revoked' : key.expires_at <= now ? 'expired' : null;
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={600}>
          {key.name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          {key.id}
        </Text>
      </Table.Td>
      <Table.Td>{nameOf(key.person)}</Table.Td>
      <Table.Td>{key.abilities.map((one) => say(`may.${one}`)).join(', ')}</Table.Td>
      <Table.Td>
        {over === null ? (
          formats.date(key.expires_at)
        ) : (
          <Badge variant="light" color="gray" tt="none">
            {say(over)}
          </Badge>
        )}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{nameOf(key.created_by)}</Text>
        <Text size="xs" c="dimmed">
          {formats.date(key.created_at)}
        </Text>
      </Table.Td>
      <Table.Td>
        {over === null && (
          <Button
            size="xs"
            variant="default"
            aria-label={`${say('revoke')}: ${key.name}`}
            onClick={() => {
              setRevoking(true);
            }}
          >
            {say('revoke')}
          </Button>
        )}
        {revoking && (
          <RevokeDialog
            of={key}
            onClose={() => {
              setRevoking(false);
            }}
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function RevokeDialog({ of: key, onClose }: { of: Key; onClose: () => void }) {
  const say = useWords(keyWords);
  const queries = useQueryClient();
  return (
    <ActDialog
      title={say('revokeTitle', { name: key.name })}
      intro={say('revokeWhy')}
      action={say('revoke')}
      danger
      onClose={onClose}
      run={async () => {
        await ok(api.DELETE('/v1/keys/{key}', { params: { path: { key: key.id } } }));
        await queries.invalidateQueries({ queryKey: ['keys'] });
      }}
    />
  );
}

/** A new key: for whom, for what, how long; and the secret, this once. */
function MakeDialog({ forSelf, onClose }: { forSelf: boolean; onClose: () => void }) {
  const say = useWords(keyWords);
  const me = useMe();
  const mayManage = useMay('manage') && !forSelf;
  const people = usePeople();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [person, setPerson] = useState<string | null>(me.person);
  const [abilities, setAbilities] = useState<string[]>(['render']);
  const [days, setDays] = useState<string | number>(90);
  const [made, setMade] = useState<Model<'NewKey'> | null>(null);
  if (made) return <SecretShown made={made} onClose={onClose} />;
  return (
    <ActDialog
      title={say('create')}
      intro={mayManage ? say('others') : undefined}
      action={say('create')}
      ready={name.trim() !== '' && abilities.length > 0 && Number(days) > 0}
      keepOpen
      onClose={onClose}
      run={async () => {
        const body = { name: name.trim(), person, abilities, days: Number(days), why: '' };
        const key = await ok(api.POST('/v1/keys', { body, headers: once() }));
        await queries.invalidateQueries({ queryKey: ['keys'] });
        setMade(key);
      }}
    >
      <TextInput
        label={say('name')}
        value={name}
        required
        data-autofocus
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      {mayManage && (
        <Select
          label={say('person')}
          searchable
          allowDeselect={false}
          value={person}
          onChange={setPerson}
          data={
            people.data
              ?.filter(({ active }) => active)
              .map(({ key, name: called }) => ({ value: key, label: called || key })) ?? []
          }
        />
      )}
      <MultiSelect
        label={say('abilities')}
        value={abilities}
        onChange={setAbilities}
        data={ABILITIES.map((value) => ({ value, label: say(`may.${value}`) }))}
      />
      <NumberInput
        label={say('days')}
        description={say('daysHint')}
        min={1}
        max={366}
        allowDecimal={false}
        value={days}
        onChange={setDays}
      />
    </ActDialog>
  );
}

function SecretShown({ made, onClose }: { made: Model<'NewKey'>; onClose: () => void }) {
  const say = useWords(keyWords);
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('shownOnce', { name: made.name })}
      centered
      size="lg"
      closeOnClickOutside={false}
      withCloseButton={false}
    >
      <Stack>
        <Text size="sm">{say('shownOnceWhy')}</Text>
        <CopyField label={say('secret')} value={made.secret} />
        <Group justify="flex-end">
          <Button onClick={onClose}>{say('done')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
