import { Anchor, Button, CloseButton, Group, Select, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Sheet } from '~/ui/Sheet';

import { useGroups, useRegisterChanged } from '../data';
import { ReasonField } from '../ReasonField';
import { peopleWords } from './words';

/** The groups that somebody is of. */
export function Memberships({ person, mayManage }: { person: Model<'PersonShown'>; mayManage: boolean }) {
  const say = useWords(peopleWords);
  const [joining, setJoining] = useState(false);
  const [leaving, setLeaving] = useState<string | null>(null);
  return (
    <Sheet
      title={say('groups')}
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
      {person.groups.length === 0 ? (
        <Text size="sm" c="dimmed">
          {say('noGroups')}
        </Text>
      ) : (
        <Group gap="xs">
          {person.groups.map((group) => (
            <Group key={group} gap={2} wrap="nowrap">
              <Anchor component={Link} to={`/groups?group=${encodeURIComponent(group)}`} size="sm">
                {group}
              </Anchor>
              {mayManage && (
                <CloseButton
                  size="sm"
                  aria-label={say('leaveGroup', { group })}
                  onClick={() => {
                    setLeaving(group);
                  }}
                />
              )}
            </Group>
          ))}
        </Group>
      )}
      {joining && (
        <JoinDialog
          person={person}
          onClose={() => {
            setJoining(false);
          }}
        />
      )}
      {leaving !== null && (
        <LeaveGroupDialog
          group={leaving}
          person={person.key}
          onClose={() => {
            setLeaving(null);
          }}
        />
      )}
    </Sheet>
  );
}

function JoinDialog({ person, onClose }: { person: Model<'PersonShown'>; onClose: () => void }) {
  const say = useWords(peopleWords);
  const groups = useGroups();
  const changed = useRegisterChanged();
  const [group, setGroup] = useState<string | null>(null);
  return (
    <ActDialog
      title={say('join')}
      action={say('add')}
      ready={group !== null}
      onClose={onClose}
      run={async () => {
        if (group === null) return;
        const path = { group };
        const body = { person: person.key, why: '' };
        await ok(api.POST('/v1/groups/{group}/members', { params: { path }, body, headers: once() }));
        await changed();
      }}
    >
      <Select
        label={say('group')}
        value={group}
        onChange={setGroup}
        data={groups.data?.map(({ key }) => key).filter((key) => !person.groups.includes(key)) ?? []}
      />
    </ActDialog>
  );
}

/** Ending a membership. */
export function LeaveGroupDialog({
  group,
  person,
  onClose,
}: {
  group: string;
  person: string;
  onClose: () => void;
}) {
  const say = useWords(peopleWords);
  const changed = useRegisterChanged();
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={say('leaveGroup', { group })}
      intro={person}
      action={say('take')}
      danger
      onClose={onClose}
      run={async () => {
        const params = { path: { group, person }, query: { why: why.trim() } };
        await ok(api.DELETE('/v1/groups/{group}/members/{person}', { params }));
        await changed();
      }}
    >
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
