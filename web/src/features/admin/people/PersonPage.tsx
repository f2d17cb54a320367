import { Anchor, Badge, Button, Grid, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useMay, useMe } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useRegisterChanged } from '../data';
import { ReasonField } from '../ReasonField';
import { ROLES } from '../roles';
import { Accounts } from './Accounts';
import { Delegations } from './Delegations';
import { History } from './History';
import { RoleSelect } from './InviteDialog';
import { Memberships } from './Memberships';
import { PasswordLink } from './PasswordLink';
import { Roles } from './Roles';
import { peopleWords } from './words';

/** One person: what they may, how they come in, what they had. */
export function PersonPage() {
  const key = useParams().person ?? '';
  const say = useWords(peopleWords);
  const { data, error, isPending } = useQuery({
    queryKey: ['people', 'one', key],
    queryFn: () => ok(api.GET('/v1/people/{person}', { params: { path: { person: key } } })),
  });
  if (isPending) return <Loading h="60vh" />;
  if (!data)
    return (
      <Page title={say('person')}>
        <ProblemAlert problem={error} />
      </Page>
    );
  return <Shown person={data} />;
}

function Shown({ person }: { person: Model<'PersonShown'> }) {
  const say = useWords(peopleWords);
  const me = useMe();
  const administers = useMay('manage');
  // Nobody changes their own rights; the server refuses it as well.
  const mayManage = administers && me.person !== person.key;
  return (
    <Page
      title={person.name || person.key}
      above={
        <Anchor component={Link} to="/people" size="sm">
          {say('title')}
        </Anchor>
      }
      intro={
        <Group gap="xs">
          <code>{person.key}</code>
          {!person.active && (
            <Badge variant="light" color="gray" tt="none">
              {say('hasLeft')}
            </Badge>
          )}
        </Group>
      }
      actions={mayManage && <Actions person={person} />}
    >
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="md">
            <Roles holder={person.key} grants={person.grants} mayManage={mayManage && person.active} />
            <Memberships person={person} mayManage={mayManage && person.active} />
            <Delegations person={person.key} />
            {mayManage && person.active && <Accounts person={person.key} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <History of={person.key} />
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Actions({ person }: { person: Model<'PersonShown'> }) {
  const say = useWords(peopleWords);
  const [asked, setAsked] = useState<'link' | 'leave' | 'back' | null>(null);
  const close = () => {
    setAsked(null);
  };
  const name = person.name || person.key;
  return (
    <>
      {person.active ? (
        <>
          <Button
            variant="default"
            onClick={() => {
              setAsked('leave');
            }}
          >
            {say('leave')}
          </Button>
          <Button
            variant="default"
            onClick={() => {
              setAsked('link');
            }}
          >
            {say('makeLink')}
          </Button>
        </>
      ) : (
        <Button
          onClick={() => {
            setAsked('back');
          }}
        >
          {say('back')}
        </Button>
      )}
      {asked === 'link' && <PasswordLink person={person.key} name={name} onClose={close} />}
      {asked === 'leave' && <LeaveDialog person={person.key} name={name} onClose={close} />}
      {asked === 'back' && <BackDialog person={person.key} name={name} onClose={close} />}
    </>
  );
}

interface DialogProps {
  person: string;
  name: string;
  onClose: () => void;
}

function LeaveDialog({ person, name, onClose }: DialogProps) {
  const say = useWords(peopleWords);
  const changed = useRegisterChanged();
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={say('leaveTitle', { name })}
      intro={say('leaveWhy')}
      action={say('leave')}
      danger
      ready={why.trim() !== ''}
      onClose={onClose}
      run={async () => {
        const path = { person };
        await ok(
          api.POST('/v1/people/{person}/deactivation', {
            params: { path },
            body: { why: why.trim() },
            headers: once(),
          }),
        );
        await changed();
      }}
    >
      <ReasonField value={why} onChange={setWhy} required />
    </ActDialog>
  );
}

function BackDialog({ person, name, onClose }: DialogProps) {
  const say = useWords(peopleWords);
  const changed = useRegisterChanged();
  const [role, setRole] = useState<string | null>(null);
  return (
    <ActDialog
      title={say('backTitle', { name })}
      intro={say('backWhy')}
      action={say('back')}
      onClose={onClose}
      run={async () => {
        const body = {
          key: person,
          name,
          role: ROLES.find((one) => one === role) ?? null,
          folder: '',
          why: '',
        };
        await ok(api.POST('/v1/people', { body, headers: once() }));
        await changed();
      }}
    >
      <RoleSelect value={role} onChange={setRole} />
    </ActDialog>
  );
}
