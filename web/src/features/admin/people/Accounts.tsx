import { Button, Group, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { ReasonField } from '../ReasonField';
import { peopleWords } from './words';

/** The accounts of identity providers with which somebody signs in. */
export function Accounts({ person }: { person: string }) {
  const say = useWords(peopleWords);
  const [asked, setAsked] = useState<'link' | 'unlink' | null>(null);
  const { data, error } = useQuery({
    queryKey: ['people', 'accounts', person],
    queryFn: () => ok(api.GET('/v1/people/{person}/accounts', { params: { path: { person } } })),
  });
  const close = () => {
    setAsked(null);
  };
  const linked = data?.accounts ?? [];
  return (
    <Sheet
      title={say('accounts')}
      actions={
        <>
          {linked.length > 0 && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                setAsked('unlink');
              }}
            >
              {say('unlink')}
            </Button>
          )}
          <Button
            size="xs"
            variant="default"
            onClick={() => {
              setAsked('link');
            }}
          >
            {say('linkAccount')}
          </Button>
        </>
      }
    >
      {error && <ProblemAlert problem={error} />}
      {data && linked.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('accountsNone')}
        </Text>
      )}
      {linked.map(({ issuer, subject }) => (
        <Group key={`${issuer} ${subject}`} gap="xs" py={4}>
          <Text size="sm" fw={600}>
            {subject}
          </Text>
          <Text size="sm" c="dimmed">
            {issuer}
          </Text>
        </Group>
      ))}
      {asked === 'link' && <LinkDialog person={person} onClose={close} />}
      {asked === 'unlink' && <UnlinkDialog person={person} onClose={close} />}
    </Sheet>
  );
}

function LinkDialog({ person, onClose }: { person: string; onClose: () => void }) {
  const say = useWords(peopleWords);
  const queries = useQueryClient();
  const [issuer, setIssuer] = useState('');
  const [subject, setSubject] = useState('');
  return (
    <ActDialog
      title={say('linkAccount')}
      intro={say('accountsWhy')}
      action={say('linkAccount')}
      ready={issuer.trim() !== '' && subject.trim() !== ''}
      onClose={onClose}
      run={async () => {
        const body = { issuer: issuer.trim(), subject: subject.trim(), why: '' };
        await ok(
          api.POST('/v1/people/{person}/accounts', { params: { path: { person } }, body, headers: once() }),
        );
        await queries.invalidateQueries({ queryKey: ['people', 'accounts', person] });
      }}
    >
      <TextInput
        label={say('issuer')}
        placeholder="https://login.example.com"
        value={issuer}
        required
        data-autofocus
        onChange={(event) => {
          setIssuer(event.currentTarget.value);
        }}
      />
      <TextInput
        label={say('subject')}
        value={subject}
        required
        onChange={(event) => {
          setSubject(event.currentTarget.value);
        }}
      />
    </ActDialog>
  );
}

function UnlinkDialog({ person, onClose }: { person: string; onClose: () => void }) {
  const say = useWords(peopleWords);
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={say('unlink')}
      intro={say('unlinkWhy')}
      action={say('unlink')}
      danger
      onClose={onClose}
      run={async () => {
        const body = { why: why.trim() };
        await ok(
          api.POST('/v1/people/{person}/accounts/end', {
            params: { path: { person } },
            body,
            headers: once(),
          }),
        );
        await queries.invalidateQueries({ queryKey: ['people', 'accounts', person] });
      }}
    >
      <ReasonField value={why} onChange={setWhy} />
    </ActDialog>
  );
}
