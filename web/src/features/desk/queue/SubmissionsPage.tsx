import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconSearch, IconZoomQuestion } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { PersonSelect } from '~/ui/PersonSelect';

import { deskWords } from '../words';
import { SubmissionTable } from './SubmissionTable';

const KINDS = ['template', 'block', 'brand', 'translation'] as const;
const STATUSES = ['open', 'approved', 'rejected', 'changes-requested', 'withdrawn', 'voided'] as const;

/** Everything that was ever submitted, to be searched. */
export function SubmissionsPage() {
  const say = useWords(deskWords);
  const [params, setParams] = useSearchParams();
  const kind = KINDS.find((one) => one === params.get('kind'));
  const status = STATUSES.find((one) => one === params.get('status'));
  const submitter = params.get('submitter') ?? undefined;
  const text = params.get('q') ?? '';
  const query = { kind, status, submitter };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['submissions', 'search', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ok(
        api.GET('/v1/submissions', {
          params: { query: { ...query, cursor: pageParam, limit: 100 } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const set = (name: string, value: string | null) => {
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  };
  const found = data?.pages
    .flatMap((page) => page.items)
    .filter((one) => one.key.includes(text.trim().toLowerCase()));
  return (
    <Page title={say('submissions')}>
      <Stack gap="md">
        <Group gap="sm" align="flex-end">
          <TextInput
            label={say('searchSubmissions')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => {
              set('q', event.currentTarget.value);
            }}
          />
          <Select
            label={say('kind')}
            placeholder={say('anyKind')}
            clearable
            clearButtonProps={{ 'aria-label': say('clear') }}
            value={kind ?? null}
            data={KINDS.map((value) => ({ value, label: say(`kind.${value}`) }))}
            onChange={(value) => {
              set('kind', value);
            }}
          />
          <Select
            label={say('state')}
            placeholder={say('anyStatus')}
            clearable
            clearButtonProps={{ 'aria-label': say('clear') }}
            value={status ?? null}
            data={STATUSES.map((value) => ({ value, label: say(`status.${value}`) }))}
            onChange={(value) => {
              set('status', value);
            }}
          />
          <PersonSelect
            label={say('who')}
            placeholder={say('anySubmitter')}
            value={submitter ?? null}
            onChange={(value) => {
              set('submitter', value);
            }}
          />
        </Group>
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!found && !error && <Loading h="40vh" />}
        {found?.length === 0 && (
          <Empty icon={IconZoomQuestion} title={say('noneFound')}>
            {say('noneFoundWhy')}
          </Empty>
        )}
        {found && found.length > 0 && <SubmissionTable submissions={found} />}
        {hasNextPage && (
          <Button
            variant="default"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
            mx="auto"
          >
            {say('more')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}
