import { ActionIcon, Button, Select, Text, Title } from '@mantine/core';
import { IconArrowLeft, IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';

import { useMay } from '~/app/session/me';
import { Loading } from '~/ui/Loading';
import { useTitle } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { usePreviewWords } from './channels/shared';
import type { Source } from './model/types';
import { useSettings } from './model/useSettings';
import { namesOf, sampleText, saidOf, useTemplate } from './model/useTemplate';
import { Preview } from './Preview';
import classes from './preview.module.css';
import { ProofSheet } from './proof/ProofSheet';

/** A template in every channel, by itself: the draft, or the version that `?of=` names. */
export function PreviewPage() {
  const { key = '' } = useParams();
  const [address] = useSearchParams();
  const of = /^\d{1,9}$/.test(address.get('of') ?? '') ? (address.get('of') ?? '') : '';
  const { seen, summary, definition, samples, variables } = useTemplate(key, of);
  const [settings, change] = useSettings();
  const say = usePreviewWords();
  const said = useMemo(() => saidOf(definition.data?.definition ?? {}), [definition.data]);
  const names = useMemo(
    () => (samples.data?.files ?? []).map(({ name }) => name.replace(/\.json$/, '')),
    [samples.data],
  );
  const source = useMemo<Source>(
    () => ({ template: key, ...(of ? { version: Number(of) } : {}) }),
    [key, of],
  );
  const called = useMemo(() => namesOf(variables.data?.variables ?? []), [variables.data]);
  useTitle(say('title', { name: said.title || key }));
  const problem = summary.error ?? definition.error ?? samples.error;
  return (
    <main className={classes.whole}>
      {definition.data && samples.data ? (
        <Preview
          source={source}
          definition={definition.data.definition}
          channels={said.channels}
          locales={said.locales}
          samples={names}
          sample={names.includes(settings.sample) ? settings.sample : ''}
          onSample={(sample) => {
            change({ sample });
          }}
          readSample={(sample) => sampleText(key, sample, seen)}
          lang={settings.lang}
          onLang={(lang) => {
            change({ lang });
          }}
          selected={settings.node}
          onSelect={(node) => {
            change({ node });
          }}
          names={called}
          compact={false}
          shared={!of}
          head={
            <Head
              template={key}
              title={said.title}
              of={of}
              seen={seen}
              newest={summary.data?.version ?? 0}
              draft={Boolean(summary.data?.draft)}
            />
          }
        />
      ) : problem ? (
        <div className={classes.problem}>
          <ProblemAlert
            problem={problem}
            onRetry={() => void Promise.all([summary.refetch(), definition.refetch(), samples.refetch()])}
          />
        </div>
      ) : (
        <Loading h="100dvh" />
      )}
    </main>
  );
}

interface HeadProps {
  readonly template: string;
  readonly title: string;
  readonly of: string;
  /** Which version that is: a number, the draft, or the newest. */
  readonly seen: string;
  readonly newest: number;
  readonly draft: boolean;
}

const CURRENT = 'current';

function Head({ template, title, of, seen, newest, draft }: HeadProps) {
  const say = usePreviewWords();
  const mayEdit = useMay('edit');
  const [, setAddress] = useSearchParams();
  const numbers = Array.from({ length: newest }, (_, index) => (newest - index).toString());
  const version = (number: string): string => say('version.number', { number });
  return (
    <header className={classes.pageHead}>
      <ActionIcon
        component={Link}
        to={`/templates/${template}`}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say('back')}
      >
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
      <div className={classes.titles}>
        <Title order={1} size="h5" lh={1.3}>
          <Text span inherit truncate display="block">
            {title || template}
          </Text>
        </Title>
        <Text size="xs" c="dimmed">
          {template}
        </Text>
      </div>
      <Select
        size="xs"
        w={148}
        aria-label={say('version.choose')}
        allowDeselect={false}
        checkIconPosition="right"
        data={[
          ...(draft ? [{ value: CURRENT, label: say('version.draft') }] : []),
          ...numbers.map((number, index) => ({
            value: index === 0 && !draft ? CURRENT : number,
            label: version(number),
          })),
        ]}
        value={!draft && of === newest.toString() ? CURRENT : of || CURRENT}
        onChange={(value) => {
          setAddress(
            (before) => {
              const written = new URLSearchParams(before);
              if (value === null || value === CURRENT) written.delete('of');
              else written.set('of', value);
              return written;
            },
            { replace: true },
          );
        }}
      />
      <ProofSheet key={seen} template={template} of={seen} />
      {mayEdit && (
        <Button
          component={Link}
          to={`/templates/${template}/edit`}
          size="xs"
          variant="default"
          leftSection={<IconPencil size={15} aria-hidden />}
        >
          {say('edit')}
        </Button>
      )}
    </header>
  );
}
