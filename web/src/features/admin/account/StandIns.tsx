import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { useNames } from '~/ui/people';
import { Sheet } from '~/ui/Sheet';

import { usePeople, useRegisterChanged } from '../data';
import { DelegationLine, useDelegations } from '../people/Delegations';
import { accountWords } from './words';

/** Who stands in for who is signed in: only they themselves can say so. */
export function StandIns() {
  const say = useWords(accountWords);
  const me = useMe();
  const { data } = useDelegations(me.person);
  const [naming, setNaming] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const mine = data?.filter(({ giver }) => giver === me.person) ?? [];
  const others = data?.filter(({ taker }) => taker === me.person) ?? [];
  return (
    <Sheet
      title={say('standIn')}
      actions={
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setNaming(true);
          }}
        >
          {say('name')}
        </Button>
      }
    >
      <Stack gap={4}>
        <Text size="sm" c="dimmed">
          {mine.length === 0 ? say('nobody') : say('standInWhy')}
        </Text>
        {mine.map((one) => (
          <Group key={`${one.taker} ${one.starts}`} justify="space-between" wrap="nowrap">
            <DelegationLine delegation={one} />
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                setEnding(one.taker);
              }}
            >
              {say('end')}
            </Button>
          </Group>
        ))}
        {others.length > 0 && (
          <Text size="sm" fw={600} mt="sm">
            {say('you')}
          </Text>
        )}
        {others.map((one) => (
          <DelegationLine key={`${one.giver} ${one.starts}`} delegation={one} />
        ))}
      </Stack>
      {naming && (
        <NameDialog
          onClose={() => {
            setNaming(false);
          }}
        />
      )}
      {ending !== null && (
        <EndDialog
          taker={ending}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </Sheet>
  );
}

function NameDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(accountWords);
  const me = useMe();
  const people = usePeople();
  const changed = useRegisterChanged();
  const [taker, setTaker] = useState<string | null>(null);
  const [starts, setStarts] = useState('');
  const [until, setUntil] = useState('');
  const [why, setWhy] = useState('');
  const others = people.data?.filter(({ key, active }) => active && key !== me.person) ?? [];
  return (
    <ActDialog
      title={say('name')}
      intro={say('standInWhy')}
      action={say('name')}
      ready={taker !== null && until !== ''}
      onClose={onClose}
      run={async () => {
        if (taker === null) return;
        const body = { taker, until, starts: starts ? `${starts}T00:00:00Z` : null, why: why.trim() };
        await ok(api.POST('/v1/delegations', { body, headers: once() }));
        await changed();
      }}
    >
      <Select
        label={say('who')}
        searchable
        required
        value={taker}
        onChange={setTaker}
        data={others.map(({ key, name }) => ({ value: key, label: name || key }))}
      />
      <Group grow align="flex-start">
        <TextInput
          type="date"
          label={say('from')}
          description={say('fromHint')}
          inputWrapperOrder={['label', 'input', 'description']}
          value={starts}
          onChange={(event) => {
            setStarts(event.currentTarget.value);
          }}
        />
        <TextInput
          type="date"
          label={say('until')}
          required
          value={until}
          onChange={(event) => {
            setUntil(event.currentTarget.value);
          }}
        />
      </Group>
      <TextInput
        label={say('why')}
        description={say('whyHint')}
        value={why}
        onChange={(event) => {
          setWhy(event.currentTarget.value);
        }}
      />
    </ActDialog>
  );
}

function EndDialog({ taker, onClose }: { taker: string; onClose: () => void }) {
  const say = useWords(accountWords);
  const nameOf = useNames();
  const changed = useRegisterChanged();
  return (
    <ActDialog
      title={say('endTitle', { name: nameOf(taker) })}
      action={say('end')}
      onClose={onClose}
      run={async () => {
        await ok(api.DELETE('/v1/delegations/{taker}', { params: { path: { taker }, query: {} } }));
        await changed();
      }}
    />
  );
}
