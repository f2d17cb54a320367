import {
  Anchor,
  Button,
  CloseButton,
  Grid,
  Group,
  NavLink,
  Select,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { useGroups, usePeople, useRegisterChanged } from '../data';
import { LeaveGroupDialog } from '../people/Memberships';
import { Roles } from '../people/Roles';
import { ReasonField } from '../ReasonField';
import { groupWords } from './words';

/** Every group, and of the chosen one its members and roles. */
export function GroupsPage() {
  const say = useWords(groupWords);
  const mayManage = useMay('manage');
  const { data, error, isPending } = useGroups();
  const [adding, setAdding] = useState(false);
  const [asked] = useSearchParams();
  const chosen = data?.find(({ key }) => key === asked.get('group')) ?? data?.[0];
  return (
    <Page
      title={say('title')}
      intro={say('intro')}
      actions={
        mayManage && (
          <Button
            onClick={() => {
              setAdding(true);
            }}
          >
            {say('add')}
          </Button>
        )
      }
    >
      {isPending && <Loading />}
      {error && <ProblemAlert problem={error} />}
      {data?.length === 0 && <Empty icon={IconUsersGroup} title={say('none')} />}
      {chosen && (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 4 }}>
            <Sheet p="xs">
              <nav aria-label={say('choose')}>
                {data?.map((group) => (
                  <NavLink
                    key={group.key}
                    component={Link}
                    to={`?group=${encodeURIComponent(group.key)}`}
                    replace
                    active={group.key === chosen.key}
                    aria-current={group.key === chosen.key ? 'page' : undefined}
                    label={group.key}
                    description={say('members', { count: group.members.length })}
                    style={{ borderRadius: 'var(--mantine-radius-sm)' }}
                  />
                ))}
              </nav>
            </Sheet>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 8 }}>
            <Stack gap="md">
              <Members group={chosen} mayManage={mayManage} />
              <Roles holder={chosen.key} grants={chosen.grants} mayManage={mayManage} />
            </Stack>
          </Grid.Col>
        </Grid>
      )}
      {adding && (
        <AddDialog
          onClose={() => {
            setAdding(false);
          }}
        />
      )}
    </Page>
  );
}

function Members({ group, mayManage }: { group: Model<'GroupShown'>; mayManage: boolean }) {
  const say = useWords(groupWords);
  const nameOf = useNames();
  const [joining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <Sheet
      title={`${group.key}: ${say('members', { count: group.members.length })}`}
      actions={
        mayManage && (
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setJoining(true);
            }}
          >
            {say('join')}
          </Button>
        )
      }
    >
      {group.members.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('noMembers')}
        </Text>
      )}
      {group.members.map((person) => (
        <Group key={person} justify="space-between" py={4}>
          <Anchor component={Link} to={`/people/${person}`} size="sm">
            {nameOf(person)}
          </Anchor>
          {mayManage && (
            <CloseButton
              size="sm"
              aria-label={say('leave', { person: nameOf(person) })}
              onClick={() => {
                setLeaving(person);
              }}
            />
          )}
        </Group>
      ))}
      {joining && (
        <JoinDialog
          group={group}
          onClose={() => {
            setJoining(false);
          }}
        />
      )}
      {leaving !== null && (
        <LeaveGroupDialog
          group={group.key}
          person={leaving}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </Sheet>
  );
}

function JoinDialog({ group, onClose }: { group: Model<'GroupShown'>; onClose: () => void }) {
  const say = useWords(groupWords);
  const people = usePeople();
  const changed = useRegisterChanged();
  const [person, setPerson] = useState<string | null>(null);
  const others = people.data?.filter(({ key, active }) => active && !group.members.includes(key)) ?? [];
  return (
    <ActDialog
      title={say('join')}
      intro={group.key}
      action={say('join')}
      ready={person !== null}
      onClose={onClose}
      run={async () => {
        if (person === null) return;
        const path = { group: group.key };
        await ok(
          api.POST('/v1/groups/{group}/members', {
            params: { path },
            body: { person, why: '' },
            headers: once(),
          }),
        );
        await changed();
      }}
    >
      <Select
        label={say('person')}
        searchable
        value={person}
        onChange={setPerson}
        data={others.map(({ key, name }) => ({ value: key, label: name || key }))}
      />
    </ActDialog>
  );
}

function AddDialog({ onClose }: { onClose: () => void }) {
  const say = useWords(groupWords);
  const changed = useRegisterChanged();
  const [key, setKey] = useState('');
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={say('add')}
      intro={say('addWhy')}
      action={say('add')}
      ready={key.trim() !== ''}
      onClose={onClose}
      run={async () => {
        await ok(api.POST('/v1/groups', { body: { key: key.trim(), why: why.trim() }, headers: once() }));
        await changed();
      }}
    >
      <TextInput
        label={say('key')}
        value={key}
        required
        data-autofocus
        onChange={(event) => {
          setKey(event.currentTarget.value);
        }}
      />
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
