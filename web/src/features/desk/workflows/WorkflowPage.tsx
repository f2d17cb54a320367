import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowLeft, IconDownload, IconPencil } from '@tabler/icons-react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';

import { answered, api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { all, useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { readWorkflow, type Workflow } from './definition';
import { Flow } from './Flow';
import { Scope } from './Scope';
import { useGroups, WorkflowEditor } from './WorkflowEditor';
import { workflowWords } from './words';

/** One workflow: drawn, with who is in its groups, and every version there was; edited by who manages. */
export function WorkflowPage() {
  const say = useWords(workflowWords);
  const { key = '' } = useParams();
  const manages = useMay('manage');
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['workflows', key],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/workflows/{workflow}', { params: { path: { workflow: key } }, signal })),
  });
  if (!data) {
    return (
      <Page title={key}>
        {error ? <ProblemAlert problem={error} onRetry={() => void refetch()} /> : <Loading h="30vh" />}
      </Page>
    );
  }
  const workflow = readWorkflow(data.data.definition);
  const editing = manages && params.get('edit') === 'yes';
  return (
    <Page
      title={data.data.title || key}
      above={
        <Anchor component={Link} to="/workflows" size="sm">
          <Group gap={4}>
            <IconArrowLeft size={14} aria-hidden />
            {say('workflows')}
          </Group>
        </Anchor>
      }
      intro={
        <>
          <Scope workflow={workflow} /> · {key}, {say('numbered', { number: data.data.number })}
        </>
      }
      actions={
        !editing && (
          <>
            <Button
              component="a"
              href={`/v1/workflows/${key}/file`}
              download={`${key}.yaml`}
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {say('download')}
            </Button>
            {manages && (
              <>
                <Drop workflow={workflow} etag={data.etag} />
                <Button
                  leftSection={<IconPencil size={16} aria-hidden />}
                  onClick={() => {
                    setParams({ edit: 'yes' });
                  }}
                >
                  {say('edit')}
                </Button>
              </>
            )}
          </>
        )
      }
    >
      {editing ? (
        <WorkflowEditor
          key={data.etag}
          workflow={workflow}
          etag={data.etag}
          onDone={() => {
            setParams({});
          }}
        />
      ) : (
        <Stack gap="xl">
          <Flow workflow={workflow} />
          <Members workflow={workflow} />
          <Versions of={key} />
        </Stack>
      )}
    </Page>
  );
}

function Members({ workflow }: { workflow: Workflow }) {
  const say = useWords(workflowWords);
  const names = useNames();
  const { data: groups = [] } = useGroups();
  const asked = new Set([
    ...workflow.stages.flatMap((stage) => stage.steps.map((step) => step.group)),
    workflow.recall.group,
  ]);
  return (
    <Stack gap={4}>
      <Text size="sm">
        {say('recall')}:{' '}
        {say('recalls', {
          group: workflow.recall.group,
          people: say('peopleCount', { count: workflow.recall.people }),
        })}
      </Text>
      {[...asked].map((group) => {
        const members = groups.find((one) => one.key === group)?.members ?? [];
        return (
          <Text key={group} size="sm" c="dimmed">
            {say('members', { group, names: members.map(names).join(', ') || say('nobody') })}
          </Text>
        );
      })}
    </Stack>
  );
}

function Versions({ of: key }: { of: string }) {
  const say = useWords(workflowWords);
  const names = useNames();
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['workflows', key, 'versions'],
    queryFn: ({ signal }) =>
      all((cursor) =>
        ok(
          api.GET('/v1/workflows/{workflow}/versions', {
            params: { path: { workflow: key }, query: { limit: 200, cursor } },
            signal,
          }),
        ),
      ),
  });
  if (!data) return null;
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('versions')}
      </Title>
      <Stack gap="sm">
        {[...data].reverse().map((one) => (
          <Paper key={one.number} withBorder p="sm">
            <Text size="sm" mb={4}>
              <b>{say('numbered', { number: one.number })}</b> ·{' '}
              {say('byAt', { name: names(one.author), when: formats.dateTime(one.at) })}
              {!one.definition && ` · ${say('dropped')}`}
            </Text>
            {one.definition && <Flow workflow={readWorkflow(one.definition)} />}
          </Paper>
        ))}
      </Stack>
    </section>
  );
}

function Drop({ workflow, etag }: { workflow: Workflow; etag: string }) {
  const say = useWords(workflowWords);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={open}>
        {say('drop')}
      </Button>
      {opened && (
        <ActDialog
          title={say('dropTitle', { name: workflow.title })}
          intro={say('dropWhy')}
          action={say('drop')}
          danger
          onClose={close}
          run={async () => {
            const params = { path: { workflow: workflow.workflow }, header: { 'if-match': etag } };
            await ok(api.DELETE('/v1/workflows/{workflow}', { params }));
            await navigate('/workflows');
            await queries.invalidateQueries({ queryKey: ['workflows'] });
          }}
        />
      )}
    </>
  );
}
