import { ActionIcon, Menu, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { IconArchive, IconDots, IconHandStop, IconListSearch } from '@tabler/icons-react';
import dayjs from 'dayjs';
import { useState } from 'react';
import { Link } from 'react-router';

import { api, ok, once } from '~/api/client';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ReasonDialog } from '~/ui/ReasonDialog';

import type { Plural, Summary } from './content';
import { libraryWords } from './words';

/** What is seldom done: retiring it, calling back all that was approved of it. */
export function SubjectMenu({ plural, content, etag }: { plural: Plural; content: Summary; etag: string }) {
  const say = useWords(libraryWords);
  const queries = useQueryClient();
  const edits = useMay('edit');
  const releases = useMay('release');
  const [retiring, retire] = useDisclosure();
  const [recalling, recall] = useDisclosure();
  const [on, setOn] = useState<string>(dayjs().add(1, 'day').format('YYYY-MM-DD'));
  const { key, kind, version } = content;
  const name = `${kind}:${key}@${version.toString()}`;
  return (
    <>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={say('moreActs')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component={Link}
            to={`/submissions?kind=${kind}&q=${key}`}
            leftSection={<IconListSearch size={16} aria-hidden />}
          >
            {say('itsSubmissions')}
          </Menu.Item>
          {edits && !content.retired_on && (
            <Menu.Item leftSection={<IconArchive size={16} aria-hidden />} onClick={retire.open}>
              {say('retire')}
            </Menu.Item>
          )}
          {releases && content.standing === 'approved' && (
            <Menu.Item color="red" leftSection={<IconHandStop size={16} aria-hidden />} onClick={recall.open}>
              {say('recallAll')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {retiring && (
        <ReasonDialog
          onClose={retire.close}
          title={say('retireTitle', { name: content.title || key })}
          intro={say('retireWhy')}
          act={say('retire')}
          typed={key}
          danger
          onAct={async (message) => {
            const init = {
              params: { path: { key }, header: { 'if-match': etag } },
              headers: once(),
              body: { on, message },
            };
            if (plural === 'templates') await ok(api.POST('/v1/templates/{key}/retire', init));
            else if (plural === 'blocks') await ok(api.POST('/v1/blocks/{key}/retire', init));
            else await ok(api.POST('/v1/brands/{key}/retire', init));
            await queries.invalidateQueries({ queryKey: [plural] });
          }}
        >
          <DateInput
            label={say('firstDayWithout')}
            value={on}
            onChange={(day) => {
              if (day) setOn(day);
            }}
          />
        </ReasonDialog>
      )}
      {recalling && (
        <ReasonDialog
          onClose={recall.close}
          title={say('recallAllTitle', { name: content.title || key })}
          intro={
            <>
              <Text size="sm">{say('recallAllWhy')}</Text>
              <Text size="sm" mt="xs">
                {say('recallPeople')}
              </Text>
            </>
          }
          act={say('recallDo')}
          typed={key}
          reasonNeeded
          danger
          onAct={async (reason) => {
            await ok(api.POST('/v1/recalls', { headers: once(), body: { subject: name, reason } }));
            await queries.invalidateQueries();
          }}
        />
      )}
    </>
  );
}
