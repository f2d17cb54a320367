import { Anchor, Avatar, Badge, Button, Group, Stack, Switch, Table, Text, TextInput } from '@mantine/core';
import { IconSearch, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';

import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { SheetTable } from '~/ui/Sheet';

import { usePeople } from '../data';
import { InviteDialog } from './InviteDialog';
import { RoleBadge } from './RoleBadge';
import { peopleWords } from './words';

/** Everybody, with what they may. */
export function PeoplePage() {
  const say = useWords(peopleWords);
  const mayManage = useMay('manage');
  const { data, error, isPending } = usePeople();
  const [inviting, setInviting] = useState(false);
  const [asked, setAsked] = useSearchParams();
  const find = asked.get('find') ?? '';
  const left = asked.get('left') === 'yes';
  const shown = data?.filter((one) => (left || one.active) && isCalled(one, find));

  function ask(name: string, value: string): void {
    setAsked(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  }

  return (
    <Page
      title={say('title')}
      intro={say('intro')}
      actions={
        mayManage && (
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            onClick={() => {
              setInviting(true);
            }}
          >
            {say('invite')}
          </Button>
        )
      }
    >
      <Group mb="md" justify="space-between">
        <TextInput
          w={280}
          aria-label={say('find')}
          placeholder={say('find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={find}
          onChange={(event) => {
            ask('find', event.currentTarget.value);
          }}
        />
        <Switch
          label={say('left')}
          checked={left}
          onChange={(event) => {
            ask('left', event.currentTarget.checked ? 'yes' : '');
          }}
        />
      </Group>
      {isPending && <Loading />}
      {error && <ProblemAlert problem={error} />}
      {shown?.length === 0 && <Empty icon={IconUsers} title={say('none')} />}
      {shown && shown.length > 0 && (
        <SheetTable label={say('title')} head={[say('name'), say('roles'), say('groups')]}>
          {shown.map((one) => (
            <PersonRow key={one.key} person={one} />
          ))}
        </SheetTable>
      )}
      {inviting && (
        <InviteDialog
          onClose={() => {
            setInviting(false);
          }}
        />
      )}
    </Page>
  );
}

function isCalled(person: Model<'PersonShown'>, find: string): boolean {
  return `${person.name} ${person.key}`.toLowerCase().includes(find.trim().toLowerCase());
}

function PersonRow({ person }: { person: Model<'PersonShown'> }) {
  const say = useWords(peopleWords);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap">
          <Avatar name={person.name || person.key} color="initials" size={32} aria-hidden />
          <Stack gap={0}>
            <Anchor component={Link} to={`/people/${person.key}`} fw={600} size="sm">
              {person.name || person.key}
            </Anchor>
            <Text size="xs" c="dimmed">
              {person.key}
            </Text>
          </Stack>
          {!person.active && (
            <Badge variant="light" color="gray" tt="none">
              {say('hasLeft')}
            </Badge>
          )}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap={6}>
          {person.grants.map((grant) => (
            <RoleBadge key={`${grant.holder} ${grant.role} ${grant.folder}`} grant={grant} />
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{person.groups.join(', ')}</Text>
      </Table.Td>
    </Table.Tr>
  );
}
