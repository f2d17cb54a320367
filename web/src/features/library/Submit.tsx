import { Alert, Anchor, Button, Checkbox, Group, List, Modal, Stack, Switch, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconCircleCheck, IconInfoCircle, IconSend } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link } from 'react-router';

import { api, ok, once } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useNames } from '~/ui/people';
import { OperationProgress } from '~/ui/OperationProgress';
import { useOperation, type Operation } from '~/ui/operation';
import { ProblemAlert } from '~/ui/ProblemAlert';

import type { Plural, Summary } from './content';
import { libraryWords } from './words';

/** Put it before its approvers: what is missing is said first, then the gates run, then people are asked. */
export function Submit({ plural, content }: { plural: Plural; content: Summary }) {
  const say = useWords(libraryWords);
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button leftSection={<IconSend size={16} aria-hidden />} onClick={open}>
        {say('submit')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="lg"
        title={say('submitTitle', { name: content.title || content.key })}
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        <SubmitForm plural={plural} content={content} onClose={close} />
      </Modal>
    </>
  );
}

function SubmitForm({ plural, content, onClose }: { plural: Plural; content: Summary; onClose: () => void }) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const [locales, setLocales] = useState<string[]>(plural === 'blocks' ? content.locales : []);
  const [followers, setFollowers] = useState(false);
  const own = `${content.kind}:${content.key}`;
  const ask = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/submissions', {
          headers: once(),
          body: {
            subjects: [own, ...locales.map((locale) => `translation:${content.key}/${locale}`)],
            with_followers: followers,
          },
        }),
      ),
  });
  const { data: operation } = useOperation(ask.data?.id ?? null);
  const done = operation?.state === 'done';
  useEffect(() => {
    if (done) void queries.invalidateQueries();
  }, [done, queries]);
  if (done) return <Submitted operation={operation} onClose={onClose} />;
  const running = Boolean(ask.data) && operation?.state !== 'failed' && operation?.state !== 'lost';
  return (
    <Stack gap="md">
      <Missing plural={plural} content={content} />
      <Text size="sm">{say('submitWhat', { number: content.version })}</Text>
      {plural === 'blocks' && content.locales.length > 0 && (
        <Checkbox.Group
          label={say('withLanguages')}
          description={say('withLanguagesWhy')}
          value={locales}
          onChange={setLocales}
        >
          <Group mt="xs">
            {content.locales.map((locale) => (
              <Checkbox key={locale} value={locale} label={formats.language(locale)} disabled={running} />
            ))}
          </Group>
        </Checkbox.Group>
      )}
      {plural !== 'templates' && (
        <Switch
          label={say('withFollowers')}
          description={say('withFollowersWhy')}
          checked={followers}
          disabled={running}
          onChange={(event) => {
            setFollowers(event.currentTarget.checked);
          }}
        />
      )}
      {ask.error && <ProblemAlert problem={ask.error} />}
      {ask.data && <OperationProgress operation={operation ?? ask.data} what={say('gatesRun')} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {say(running ? 'closeGoesOn' : 'cancel')}
        </Button>
        {!running && (
          <Button
            loading={ask.isPending}
            onClick={() => {
              ask.mutate();
            }}
          >
            {say('submitDo')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

/** What stands in the way before anything is run. */
function Missing({ plural, content }: { plural: Plural; content: Summary }) {
  const say = useWords(libraryWords);
  const { data: check } = useQuery({
    queryKey: ['templates', content.key, 'check'],
    enabled: plural === 'templates',
    queryFn: ({ signal }) =>
      ok(
        api.GET('/v1/templates/{key}/check', {
          params: { path: { key: content.key }, query: { of: 'newest', rendered: false } },
          signal,
        }),
      ),
  });
  const errors = (check?.problems ?? []).filter((one) => one.severity === 'error');
  return (
    <>
      {content.draft && (
        <Alert color="yellow" icon={<IconInfoCircle aria-hidden />} title={say('draftNotIn')}>
          {say('draftNotInWhy')}
        </Alert>
      )}
      {errors.length > 0 && (
        <Alert color="red" icon={<IconInfoCircle aria-hidden />} title={say('firstMend')}>
          <List size="sm">
            {errors.map((one, index) => (
              <List.Item key={index}>
                <code>{one.place}</code> {one.message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

interface Told {
  id: string;
  key: string;
  asked: Record<string, string[]>;
}

function Submitted({ operation, onClose }: { operation: Operation; onClose: () => void }) {
  const say = useWords(libraryWords);
  const names = useNames();
  const submissions = (operation.result?.submissions ?? []) as Told[];
  return (
    <Stack gap="md">
      <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={say('isSubmitted')} role="status">
        <List size="sm">
          {submissions.map((one) => (
            <List.Item key={one.id}>
              <Anchor component={Link} to={`/submissions/${one.id}`}>
                {one.key}
              </Anchor>
              {': '}
              {say('asks', { names: [...new Set(Object.values(one.asked).flat())].map(names).join(', ') })}
            </List.Item>
          ))}
        </List>
      </Alert>
      <Group justify="flex-end">
        <Button onClick={onClose}>{say('close')}</Button>
      </Group>
    </Stack>
  );
}
