import { Select } from '@mantine/core';
import { IconPuzzle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';

import { api, ok } from '~/api/client';
import { useEditorSession, type EditorSession } from '~/features/editor/contract';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { usePreviewWords } from './channels/shared';
import type { Source } from './model/types';
import { useSettings } from './model/useSettings';
import { namesOf, sampleText, saidOf, useTemplate } from './model/useTemplate';
import { Preview } from './Preview';
import classes from './preview.module.css';

/** What is being edited, in every channel, beside the editor. A block is seen in a template that uses it. */
export function PreviewPane() {
  const session = useEditorSession();
  return session.kind === 'template' ? <TemplatePane session={session} /> : <BlockPane session={session} />;
}

function TemplatePane({ session }: { session: EditorSession }) {
  const { variables, sample, selectedNode } = session;
  const { key, files, definition } = useEdition(session);
  const source = useMemo<Source>(() => ({ template: key, files: { ...files } }), [key, files]);
  const said = useMemo(() => saidOf(definition), [definition]);
  const samples = useMemo(() => samplesIn(files), [files]);
  const names = useMemo(() => namesOf(variables), [variables]);
  return (
    <Preview
      source={source}
      definition={definition}
      channels={said.channels}
      locales={said.locales}
      names={names}
      samples={samples}
      sample={sample ?? ''}
      onSample={(name) => {
        session.setSample(name);
      }}
      readSample={(name) => Promise.resolve(textOf(files[`samples/${name}.json`]))}
      lang={session.locale}
      onLang={undefined}
      selected={selectedNode?.id ?? ''}
      onSelect={(node) => {
        session.select(node || null);
      }}
      compact
    />
  );
}

function BlockPane({ session }: { session: EditorSession }) {
  const say = usePreviewWords();
  const [chosen, setChosen] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['where-used', session.key],
    queryFn: () => ok(api.GET('/v1/where-used', { params: { query: { block: session.key, limit: 200 } } })),
  });
  const templates = useMemo(() => [...new Set(data?.items.map(({ template }) => template))], [data]);
  const template = chosen || (templates[0] ?? '');
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading h="100%" />;
  if (!template) {
    return (
      <Empty icon={IconPuzzle} title={say('block.nowhere')}>
        {say('block.nowhereWhy')}
      </Empty>
    );
  }
  return (
    <BlockIn
      key={template}
      session={session}
      template={template}
      head={
        <div className={classes.tools}>
          <Select
            size="xs"
            w={280}
            aria-label={say('block.in')}
            data={templates.map((value) => ({ value, label: say('block.inShown', { template: value }) }))}
            value={template}
            allowDeselect={false}
            onChange={(value) => {
              setChosen(value ?? '');
            }}
          />
        </div>
      }
    />
  );
}

interface BlockInProps {
  readonly session: EditorSession;
  readonly template: string;
  readonly head: React.ReactNode;
}

function BlockIn({ session, template, head }: BlockInProps) {
  const { key, files } = useEdition(session);
  const [settings, change] = useSettings();
  const { seen, summary, definition, samples, variables } = useTemplate(template, '');
  const source = useMemo<Source>(
    () => ({ template, blocks: { [key]: { ...files } } }),
    [template, key, files],
  );
  const said = useMemo(() => saidOf(definition.data?.definition ?? {}), [definition.data]);
  const named = useMemo(() => namesOf(variables.data?.variables ?? []), [variables.data]);
  const problem = summary.error ?? definition.error ?? samples.error;
  if (problem) return <ProblemAlert problem={problem} />;
  if (!definition.data || !samples.data) return <Loading h="100%" />;
  return (
    <Preview
      source={source}
      definition={definition.data.definition}
      channels={said.channels}
      locales={said.locales}
      names={named}
      samples={samples.data.files.map(({ name }) => name.replace(/\.json$/, ''))}
      sample={settings.sample}
      onSample={(sample) => {
        change({ sample });
      }}
      readSample={(sample) => sampleText(template, sample, seen)}
      lang={settings.lang}
      onLang={(lang) => {
        change({ lang });
      }}
      selected={settings.node}
      onSelect={(node) => {
        change({ node });
      }}
      compact
      head={head}
    />
  );
}

/** The session as it was when its files last changed: a selection asks nothing of the server. */
function useEdition(session: EditorSession): EditorSession {
  const [kept, keep] = useState(session);
  if (kept.key === session.key && kept.edition === session.edition) return kept;
  keep(session);
  return session;
}

function samplesIn(files: EditorSession['files']): string[] {
  return Object.keys(files)
    .flatMap((path) => /^samples\/([^/]+)\.json$/.exec(path)?.[1] ?? [])
    .sort();
}

function textOf(content: EditorSession['files'][string] | undefined): string {
  if (!content) return '';
  if (typeof content.text === 'string') return content.text;
  return new TextDecoder().decode(Uint8Array.from(atob(content.base64 ?? ''), (sign) => sign.charCodeAt(0)));
}
