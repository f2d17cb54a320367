import { Button, Group, Loader, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFileDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';

import { api, ok, once } from '~/api/client';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { usePreviewWords } from '../channels/shared';

/** Every sample in every language and channel as one PDF, which the server takes its time to make. */
export function ProofSheet({ template, of }: { template: string; of: string }) {
  const say = usePreviewWords();
  const [opened, { open, close }] = useDisclosure();
  const begin = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/templates/{key}/proof-sheet', {
          params: { path: { key: template }, query: { of } },
          headers: once(),
        }),
      ),
  });
  const id = begin.data?.id ?? '';
  const operation = useQuery({
    queryKey: ['operations', id],
    queryFn: () => ok(api.GET('/v1/operations/{operation}', { params: { path: { operation: id } } })),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data && isOver(state.data.state) ? false : 1_000),
  });
  const made = operation.data;
  const problem = begin.error ?? operation.error;
  const isWorking = begin.isPending || (id !== '' && !problem && !(made && isOver(made.state)));
  return (
    <>
      <Button size="xs" variant="default" leftSection={<IconPrinter size={15} aria-hidden />} onClick={open}>
        {say('proof.button')}
      </Button>
      <Modal opened={opened} onClose={close} title={say('proof.button')}>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {say('proof.intro')}
          </Text>
          {problem && <ProblemAlert problem={problem} />}
          {made?.problem && <ProblemAlert problem={new Error(made.problem.detail)} />}
          <div role="status">
            {isWorking && (
              <Group gap="sm" wrap="nowrap" align="flex-start">
                <Loader size="xs" mt={4} />
                <div>
                  <Text size="sm" fw={600}>
                    {say('proof.working')}
                  </Text>
                  <Text size="sm" c="dimmed">
                    {made?.progress || say('proof.stays')}
                  </Text>
                </div>
              </Group>
            )}
            {made?.file && (
              <Text size="sm" fw={600}>
                {say('proof.ready')}
              </Text>
            )}
          </div>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" size="sm" onClick={close}>
              {say('proof.close')}
            </Button>
            {made?.file ? (
              <Button
                size="sm"
                component="a"
                href={made.file}
                download={`${template}-proof.pdf`}
                leftSection={<IconFileDownload size={16} aria-hidden />}
              >
                {say('proof.download')}
              </Button>
            ) : (
              <Button
                size="sm"
                loading={isWorking}
                onClick={() => {
                  begin.mutate();
                }}
              >
                {say('proof.start')}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

function isOver(state: string): boolean {
  return state !== 'waiting' && state !== 'running';
}
