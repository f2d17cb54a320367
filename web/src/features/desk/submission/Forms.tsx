import { Alert, Button, Group, Paper, SegmentedControl, Select, Stack, Switch, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconFileText, IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { ChannelLook } from '~/ui/looks/ChannelLook';
import { CompareLook } from '~/ui/looks/CompareLook';
import type { Mode } from '~/ui/looks/Laid';
import { CHANNELS, type Channel } from '~/ui/looks/views';
import { OperationProgress } from '~/ui/OperationProgress';
import { useOperation } from '~/ui/operation';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { uiWords } from '~/ui/words';

import { nameOf } from '../kinds';
import { deskWords } from '../words';
import { Matrix } from './Matrix';
import { usePackage } from './review';
import { useSeen, useSideViews } from './sides';

type Form = Model<'FormShown'>;
type Look = Model<'LookShown'>;

/** The whole package in all its forms: every sample, language and channel, as submitted and beside what it was. */
export function Forms({ id }: { id: string }) {
  const say = useWords(deskWords);
  const [params, setParams] = useSearchParams();
  const { data, error, refetch } = usePackage(id);
  if (error) return <ProblemAlert problem={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const form = data.forms.find((one) => nameOf(one.subject) === params.get('form')) ?? data.forms[0];
  if (!form) return null;
  return (
    <Stack gap="md">
      {data.forms.length > 1 && (
        <Select
          label={say('ofPackage')}
          maw={420}
          allowDeselect={false}
          value={nameOf(form.subject)}
          data={data.forms.map((one) => ({
            value: nameOf(one.subject),
            label: `${one.title} (${one.subject.key})`,
          }))}
          onChange={(value) => {
            setParams({ tab: 'forms', ...(value ? { form: value } : {}) }, { replace: true });
          }}
        />
      )}
      {form.submitted ? (
        <OneForm key={nameOf(form.subject)} id={id} form={form} look={form.submitted} />
      ) : (
        <Alert icon={<IconInfoCircle aria-hidden />} color="yellow">
          {form.problem}
        </Alert>
      )}
      <ProofSheet id={id} />
    </Stack>
  );
}

function OneForm({ id, form, look }: { id: string; form: Form; look: Look }) {
  const say = useWords(deskWords);
  const sayUi = useWords(uiWords);
  const formats = useFormats();
  const [params, setParams] = useSearchParams();
  const [mode, setMode] = useState<Mode>('side');
  const channels = CHANNELS.filter((channel) => look.channels.includes(channel));
  const sample = look.samples.find((one) => one === params.get('sample')) ?? look.samples[0] ?? '';
  const locale = look.locales.find((one) => one === params.get('locale')) ?? look.locales[0] ?? '';
  const channel = channels.find((one) => one === params.get('channel')) ?? channels[0] ?? 'pdf';
  const { before } = form;
  const comparable = before?.locales.includes(locale) && before.channels.includes(channel);
  const comparing = Boolean(comparable) && params.get('compare') !== 'no';
  const asked = { id, subject: nameOf(form.subject), sample, locale, channel };
  const now = useSideViews({ ...asked, side: 'submitted' });
  const was = useSideViews({ ...asked, side: 'before' }, comparing);
  const seen = useSeen(form.subject.digest, now.data ? `${sample} ${locale} ${channel}` : null);
  const label = `${form.title}, ${sample}, ${formats.language(locale)}, ${sayUi(`channel.${channel}`)}`;

  const go = (changes: Record<string, string>) => {
    setParams((old) => ({ ...Object.fromEntries(old), ...changes }), { replace: true });
  };
  return (
    <Stack gap="md">
      <Matrix
        samples={look.samples}
        locales={look.locales}
        channels={channels}
        at={{ sample, locale, channel }}
        seen={seen}
        onGo={go}
      />
      <Paper withBorder p="sm">
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <SegmentedControl
              size="xs"
              aria-label={say('channel')}
              value={channel}
              onChange={(value: Channel) => {
                go({ channel: value });
              }}
              data={channels.map((one) => ({ value: one, label: sayUi(`channel.${one}`) }))}
            />
            <Text size="sm">
              {sample} · {formats.language(locale)}
            </Text>
          </Group>
          {before ? (
            <Switch
              size="sm"
              label={say('compareWith', { name: before.name })}
              checked={comparing}
              disabled={!comparable}
              onChange={(event) => {
                go({ compare: event.currentTarget.checked ? 'yes' : 'no' });
              }}
            />
          ) : (
            <Text size="sm" c="dimmed">
              {say('nothingBefore')}
            </Text>
          )}
        </Group>
      </Paper>
      {(now.error ?? (comparing ? was.error : null)) ? (
        <ProblemAlert problem={now.error ?? was.error} onRetry={() => void now.refetch()} />
      ) : !now.data || (comparing && !was.data) ? (
        <Loading h={420} />
      ) : comparing && was.data ? (
        <CompareLook
          before={was.data}
          after={now.data}
          channel={channel}
          label={label}
          mode={mode}
          onMode={setMode}
        />
      ) : (
        <ChannelLook views={now.data} channel={channel} label={label} />
      )}
    </Stack>
  );
}

/** Everything on one page, to read at one go, to print or to keep. */
function ProofSheet({ id }: { id: string }) {
  const say = useWords(deskWords);
  const ask = useMutation({
    mutationFn: () =>
      ok(
        api.POST('/v1/submissions/{submission}/proof', {
          params: { path: { submission: id } },
          headers: once(),
        }),
      ),
  });
  const { data: operation } = useOperation(ask.data?.id ?? null);
  return (
    <Group gap="md">
      {operation?.page ? (
        <Button
          component="a"
          href={operation.page}
          target="_blank"
          rel="noreferrer"
          variant="default"
          size="xs"
          leftSection={<IconFileText size={16} aria-hidden />}
        >
          {say('openProof')}
        </Button>
      ) : (
        !ask.data && (
          <Button
            variant="default"
            size="xs"
            loading={ask.isPending}
            onClick={() => {
              ask.mutate();
            }}
            leftSection={<IconFileText size={16} aria-hidden />}
          >
            {say('makeProof')}
          </Button>
        )
      )}
      {ask.error && <ProblemAlert problem={ask.error} />}
      {ask.data && <OperationProgress operation={operation ?? ask.data} what={say('makingProof')} />}
    </Group>
  );
}
