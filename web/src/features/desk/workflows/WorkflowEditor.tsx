import {
  ActionIcon, Button, Group, NumberInput, Paper, Select, SimpleGrid, Stack, Switch, TagsInput, TextInput,
} from '@mantine/core'; // prettier-ignore
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';
import { all } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { changed, KINDS, moved, NEW_STEP, writeWorkflow, type Stage, type Workflow } from './definition';
import { Flow } from './Flow';
import { StepEditor } from './StepEditor';
import { workflowWords } from './words';

interface WorkflowEditorProps {
  workflow: Workflow;
  /** The ETag of the version it is made from; nothing for a new one. */
  etag: string | null;
  onDone: () => void;
}

/** A workflow, edited without code and drawn as it comes about. Whether it can be, the server says. */
export function WorkflowEditor({ workflow: given, etag, onDone }: WorkflowEditorProps) {
  const say = useWords(workflowWords);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [workflow, setWorkflow] = useState(given);
  const { data: groups = [] } = useGroups();
  const names = groups.map((one) => one.key);
  const save = useMutation({
    mutationFn: () => {
      const definition = writeWorkflow(workflow);
      const { workflow: key } = workflow;
      return etag
        ? ok(
            api.PUT('/v1/workflows/{workflow}', {
              params: { path: { workflow: key }, header: { 'if-match': etag } },
              body: { definition },
            }),
          )
        : ok(api.POST('/v1/workflows', { headers: once(), body: { definition } }));
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['workflows'] });
      await navigate(`/workflows/${workflow.workflow}`);
      onDone();
    },
  });
  const set = (changes: Partial<Workflow>) => {
    setWorkflow({ ...workflow, ...changes });
  };
  const setStages = (stages: Stage[]) => {
    set({ stages });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="lg">
        <Flow workflow={workflow} />
        <Paper withBorder p="md">
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
            <TextInput
              label={say('title')}
              required
              value={workflow.title}
              onChange={(event) => {
                set({ title: event.currentTarget.value });
              }}
            />
            <TextInput
              label={say('key')}
              required
              disabled={etag !== null}
              value={workflow.workflow}
              onChange={(event) => {
                set({ workflow: event.currentTarget.value });
              }}
            />
            <Select
              label={say('forKind')}
              allowDeselect={false}
              value={workflow.for.kind}
              onChange={(kind) => {
                set({ for: { ...workflow.for, kind: kind ?? 'template' } });
              }}
              data={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
            />
            <TagsInput
              label={say('folders')}
              description={say('foldersHint')}
              value={workflow.for.folders}
              onChange={(folders) => {
                set({ for: { ...workflow.for, folders } });
              }}
            />
            <TagsInput
              label={say('tags')}
              value={workflow.for.tags}
              onChange={(tags) => {
                set({ for: { ...workflow.for, tags } });
              }}
            />
            <TagsInput
              label={say('gates')}
              data={['coverage']}
              value={workflow.gates}
              onChange={(gates) => {
                set({ gates });
              }}
            />
            <Select
              label={say('recallGroup')}
              required
              searchable
              data={[...new Set([...names, ...(workflow.recall.group ? [workflow.recall.group] : [])])]}
              value={workflow.recall.group || null}
              onChange={(group) => {
                set({ recall: { ...workflow.recall, group: group ?? '' } });
              }}
            />
            <NumberInput
              label={say('recallPeople')}
              min={1}
              max={20}
              value={workflow.recall.people}
              onChange={(people) => {
                set({ recall: { ...workflow.recall, people: Number(people) || 1 } });
              }}
            />
            <Switch
              label={say('fourEyes')}
              mt="lg"
              checked={workflow.four_eyes}
              onChange={(event) => {
                set({ four_eyes: event.currentTarget.checked });
              }}
            />
          </SimpleGrid>
        </Paper>
        {workflow.stages.map((stage, index) => (
          <StageEditor
            key={index}
            stage={stage}
            groups={names}
            first={index === 0}
            last={index === workflow.stages.length - 1}
            onChange={(next) => {
              setStages(changed(workflow.stages, index, next));
            }}
            onMove={(by) => {
              setStages(moved(workflow.stages, index, by));
            }}
            onRemove={
              workflow.stages.length > 1
                ? () => {
                    setStages(workflow.stages.filter((_, at) => at !== index));
                  }
                : null
            }
          />
        ))}
        <Group justify="space-between">
          <Button
            variant="default"
            size="xs"
            leftSection={<IconPlus size={16} aria-hidden />}
            onClick={() => {
              setStages([...workflow.stages, { stage: '', steps: [NEW_STEP] }]);
            }}
          >
            {say('addStage')}
          </Button>
          <Group>
            <Button variant="default" onClick={onDone}>
              {say('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {say('save')}
            </Button>
          </Group>
        </Group>
        {save.error && <ProblemAlert problem={save.error} />}
      </Stack>
    </form>
  );
}

interface StageEditorProps {
  stage: Stage;
  groups: string[];
  first: boolean;
  last: boolean;
  onChange: (stage: Stage) => void;
  onMove: (by: number) => void;
  onRemove: (() => void) | null;
}

function StageEditor({ stage, groups, first, last, onChange, onMove, onRemove }: StageEditorProps) {
  const say = useWords(workflowWords);
  const { steps } = stage;
  const name = stage.stage || say('stage');
  return (
    <Paper withBorder p="md" component="section" aria-label={`${say('stage')}: ${stage.stage}`}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-end">
          <TextInput
            label={say('stageName')}
            required
            value={stage.stage}
            onChange={(event) => {
              onChange({ ...stage, stage: event.currentTarget.value });
            }}
          />
          <Group gap={4}>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={first}
              aria-label={say('earlier', { name })}
              onClick={() => {
                onMove(-1);
              }}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={last}
              aria-label={say('later', { name })}
              onClick={() => {
                onMove(1);
              }}
            >
              <IconArrowDown size={16} aria-hidden />
            </ActionIcon>
            {onRemove && (
              <ActionIcon
                variant="subtle"
                color="red"
                aria-label={say('removeStage', { name })}
                onClick={onRemove}
              >
                <IconTrash size={16} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Group>
        {steps.map((step, index) => (
          <StepEditor
            key={index}
            step={step}
            groups={groups}
            first={index === 0}
            last={index === steps.length - 1}
            only={steps.length === 1}
            onChange={(next) => {
              onChange({ ...stage, steps: changed(steps, index, next) });
            }}
            onMove={(by) => {
              onChange({ ...stage, steps: moved(steps, index, by) });
            }}
            onRemove={() => {
              onChange({ ...stage, steps: steps.filter((_, at) => at !== index) });
            }}
          />
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ alignSelf: 'start' }}
          onClick={() => {
            onChange({ ...stage, steps: [...steps, NEW_STEP] });
          }}
        >
          {say('addStep')}
        </Button>
      </Stack>
    </Paper>
  );
}

export function useGroups() {
  return useQuery({
    queryKey: ['groups'],
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/groups', { params: { query: { limit: 200, cursor } }, signal }))),
  });
}
