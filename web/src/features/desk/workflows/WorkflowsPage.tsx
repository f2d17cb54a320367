import { Anchor, Badge, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconPlus, IconSitemap } from '@tabler/icons-react';
import { Link, useSearchParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { all } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { NEW_WORKFLOW, readWorkflow } from './definition';
import { Flow } from './Flow';
import { Scope } from './Scope';
import { WorkflowEditor } from './WorkflowEditor';
import { workflowWords } from './words';

/** Every workflow in use, drawn; a new one for who manages. */
export function WorkflowsPage() {
  const say = useWords(workflowWords);
  const manages = useMay('manage');
  const queries = useQueryClient();
  const [params, setParams] = useSearchParams();
  const adding = manages && params.get('new') === 'yes';
  const { data, error, refetch } = useQuery({
    queryKey: ['workflows'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/workflows', { params: { query: { limit: 200, cursor } }, signal }))),
  });
  const starter = useMutation({
    mutationFn: () => ok(api.POST('/v1/workflows/starter', { headers: once() })),
    onSettled: () => queries.invalidateQueries({ queryKey: ['workflows'] }),
  });
  if (adding) {
    return (
      <Page title={say('newWorkflow')} width={1200}>
        <WorkflowEditor
          workflow={NEW_WORKFLOW}
          etag={null}
          onDone={() => {
            setParams({});
          }}
        />
      </Page>
    );
  }
  return (
    <Page
      title={say('workflows')}
      intro={say('intro')}
      actions={
        manages && (
          <Button
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => {
              setParams({ new: 'yes' });
            }}
          >
            {say('newWorkflow')}
          </Button>
        )
      }
    >
      <Stack gap="md">
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading h="30vh" />}
        {data?.length === 0 && (
          <Empty icon={IconSitemap} title={say('none')}>
            <Stack align="center" gap="sm">
              {say('noneWhy')}
              {manages && (
                <Button
                  size="xs"
                  variant="default"
                  loading={starter.isPending}
                  onClick={() => {
                    starter.mutate();
                  }}
                >
                  {say('starter')}
                </Button>
              )}
            </Stack>
          </Empty>
        )}
        {starter.error && <ProblemAlert problem={starter.error} />}
        {data?.map((one) => {
          const workflow = readWorkflow(one.definition);
          return (
            <Paper key={one.key} withBorder p="md" component="section" aria-label={one.title}>
              <Group justify="space-between" mb="xs">
                <Group gap="xs">
                  <Anchor component={Link} to={`/workflows/${one.key}`} fw={650}>
                    {one.title || one.key}
                  </Anchor>
                  <Badge variant="default" tt="none">
                    <Scope workflow={workflow} />
                  </Badge>
                </Group>
                <Text size="xs" c="dimmed">
                  {one.key} · {say('numbered', { number: one.number })}
                </Text>
              </Group>
              <Flow workflow={workflow} />
            </Paper>
          );
        })}
      </Stack>
    </Page>
  );
}
