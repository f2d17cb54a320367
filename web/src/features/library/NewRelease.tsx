import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { libraryWords } from './words';

/** Seal what is approved of a template, and say from when to when it is sent. */
export function NewRelease({ template }: { template: string }) {
  const say = useWords(libraryWords);
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  const [starts, setStarts] = useState<string | null>(null);
  const [ends, setEnds] = useState<string | null>(null);
  const release = useMutation({
    mutationFn: () => ok(api.POST('/v1/releases', { headers: once(), body: { template, starts, ends } })),
    onSuccess: async () => {
      await Promise.all(
        ['releases', 'templates'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
      close();
    },
  });
  return (
    <>
      <Button size="xs" onClick={open}>
        {say('newRelease')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={say('newRelease')}
        closeButtonProps={{ 'aria-label': say('close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            release.mutate();
          }}
        >
          <Stack gap="md">
            <Text size="sm">{say('newReleaseWhy')}</Text>
            <DateInput
              label={say('from')}
              placeholder={say('today')}
              clearable
              value={starts}
              onChange={setStarts}
              clearButtonProps={{ 'aria-label': say('today') }}
            />
            <DateInput
              label={say('to')}
              placeholder={say('untilNotice')}
              clearable
              value={ends}
              onChange={setEnds}
              clearButtonProps={{ 'aria-label': say('untilNotice') }}
            />
            {release.error && <ProblemAlert problem={release.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {say('cancel')}
              </Button>
              <Button type="submit" loading={release.isPending}>
                {say('releaseDo')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
