import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { IconFlame, IconLock } from '@tabler/icons-react';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Sheet } from '~/ui/Sheet';

import type { Whole } from './CommunicationPage';
import { HoldRow } from './HoldRow';
import { archiveWords } from './words';

const CUSTOMER = 'customer ';
const RECORD = 'record ';

/** The holds on a communication, and erasing whom it is about. */
export function Keeping({ whole }: { whole: Whole }) {
  const say = useWords(archiveWords);
  const [asked, setAsked] = useState<'one' | 'customer' | 'erase' | null>(null);
  const customer = whole.holder?.startsWith(CUSTOMER) ? whole.holder.slice(CUSTOMER.length) : null;
  const running = whole.holds.filter((hold) => hold.ended_at === null);
  const close = () => {
    setAsked(null);
  };
  return (
    <Stack gap="md" maw={820}>
      <Sheet title={say('holds')}>
        <Text size="sm" c="dimmed" mb="sm">
          {say('holdWhy')}
        </Text>
        {running.length === 0 && <Text size="sm">{say('noHolds')}</Text>}
        {running.map((hold) => (
          <HoldRow key={hold.number} hold={hold} />
        ))}
        <Group mt="md" gap="xs">
          <Button
            variant="default"
            leftSection={<IconLock size={16} aria-hidden />}
            onClick={() => {
              setAsked('one');
            }}
          >
            {say('holdOne')}
          </Button>
          {customer !== null && (
            <Button
              variant="default"
              leftSection={<IconLock size={16} aria-hidden />}
              onClick={() => {
                setAsked('customer');
              }}
            >
              {say('holdCustomer')}
            </Button>
          )}
        </Group>
      </Sheet>
      {whole.holder !== null && (
        <Sheet title={say('erase')}>
          <Text size="sm" mb="sm">
            {say('eraseWhat')}
          </Text>
          <Button
            color="red"
            variant="light"
            leftSection={<IconFlame size={16} aria-hidden />}
            onClick={() => {
              setAsked('erase');
            }}
          >
            {say('erase')}…
          </Button>
        </Sheet>
      )}
      {asked === 'one' && (
        <HoldDialog body={{ communication: whole.id }} title={say('holdOne')} onClose={close} />
      )}
      {asked === 'customer' && customer !== null && (
        <HoldDialog body={{ customer }} title={say('holdCustomer')} onClose={close} />
      )}
      {asked === 'erase' && whole.holder !== null && <EraseDialog holder={whole.holder} onClose={close} />}
    </Stack>
  );
}

interface HoldDialogProps {
  body: { customer?: string; communication?: string };
  title: string;
  onClose: () => void;
}

function HoldDialog({ body, title, onClose }: HoldDialogProps) {
  const say = useWords(archiveWords);
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  return (
    <ActDialog
      title={title}
      intro={say('holdWhy')}
      action={say('hold')}
      ready={why.trim() !== ''}
      onClose={onClose}
      run={async () => {
        await ok(api.POST('/v1/holds', { body: { ...body, why: why.trim() }, headers: once() }));
        await queries.invalidateQueries({ queryKey: ['communications'] });
      }}
    >
      <WhyField value={why} onChange={setWhy} />
    </ActDialog>
  );
}

/** Why something is done, which stays in the log. */
export function WhyField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const say = useWords(archiveWords);
  return (
    <TextInput
      label={say('why')}
      description={say('whyHint')}
      value={value}
      required
      data-autofocus
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}

function EraseDialog({ holder, onClose }: { holder: string; onClose: () => void }) {
  const say = useWords(archiveWords);
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const [typed, setTyped] = useState('');
  const customer = holder.startsWith(CUSTOMER);
  const word = holder.slice(customer ? CUSTOMER.length : RECORD.length);
  return (
    <ActDialog
      title={say('eraseTitle', { holder })}
      intro={
        <Stack gap="xs">
          <Alert color="red">{say('eraseWhat')}</Alert>
          <Text size="sm">{say('eraseStays')}</Text>
          <Text size="sm">{say('eraseNot')}</Text>
        </Stack>
      }
      action={say('erase')}
      danger
      size="lg"
      ready={why.trim() !== '' && typed === word}
      onClose={onClose}
      run={async () => {
        const whom = customer ? { customer: word } : { record: word };
        await ok(api.POST('/v1/erasures', { body: { ...whom, why: why.trim() }, headers: once() }));
        await queries.invalidateQueries({ queryKey: ['communications'] });
      }}
    >
      <WhyField value={why} onChange={setWhy} />
      <TextInput
        label={say('eraseType', { word })}
        value={typed}
        autoComplete="off"
        required
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
    </ActDialog>
  );
}
