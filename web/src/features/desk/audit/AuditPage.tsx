import { Button, Group, Paper, Select, Stack, Table, Text, TextInput, UnstyledButton } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconChevronDown, IconChevronRight, IconLink, IconZoomQuestion } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useSearchParams } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { Page } from '~/ui/Page';
import { useNames } from '~/ui/people';
import { PersonSelect } from '~/ui/PersonSelect';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { governWords } from '../governWords';
import { Chain } from './Chain';
import { Row } from './Row';
import type { Entry } from './rowHash';

// The acts there are most of; the log takes any word that is typed into the address.
const ACTS = [
  'import', 'save-draft', 'publish', 'discard-draft', 'roll-back', 'retire', 'submit', 'approve', 'reject',
  'request-changes', 'comment', 'withdraw', 'void', 'release', 'recall', 'render', 'grant', 'revoke',
]; // prettier-ignore

/** The audit log: searched, each row with its chain, and all of it verified. */
export function AuditPage() {
  const say = useWords(governWords);
  const [params, setParams] = useSearchParams();
  const day = (name: string) => params.get(name) ?? undefined;
  const query = {
    who: day('who'),
    act: day('act'),
    key: day('key'),
    since: startOf(day('since'), 0),
    until: startOf(day('until'), 1),
  };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['audit', query],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      ok(api.GET('/v1/audit', { params: { query: { ...query, cursor: pageParam, limit: 50 } }, signal })),
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
  const found = data?.pages.flatMap((page) => page.items);
  return (
    <Page title={say('audit')} intro={say('auditIntro')} width={1360}>
      <Stack gap="lg">
        <Chain />
        <Group gap="sm" align="flex-end">
          <PersonSelect
            label={say('who')}
            placeholder={say('anybody')}
            value={query.who ?? null}
            onChange={(value) => {
              set('who', value);
            }}
          />
          <Select
            label={say('act')}
            placeholder={say('anyAct')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': say('anyAct') }}
            data={[...new Set([...ACTS, ...(query.act ? [query.act] : [])])]}
            value={query.act ?? null}
            onChange={(value) => {
              set('act', value);
            }}
          />
          <TextInput
            label={say('key')}
            value={query.key ?? ''}
            onChange={(event) => {
              set('key', event.currentTarget.value.trim());
            }}
          />
          {(['since', 'until'] as const).map((name) => (
            <DateInput
              key={name}
              label={say(name)}
              clearable
              clearButtonProps={{ 'aria-label': say(name) }}
              value={day(name) ?? null}
              onChange={(value) => {
                set(name, value);
              }}
            />
          ))}
        </Group>
        {error && <ProblemAlert problem={error} onRetry={() => void refetch()} />}
        {!found && !error && <Loading h="30vh" />}
        {found?.length === 0 && <Empty icon={IconZoomQuestion} title={say('noEntries')} />}
        {found && found.length > 0 && <Entries entries={found} />}
        {hasNextPage && (
          <Button
            variant="default"
            mx="auto"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {say('more')}
          </Button>
        )}
      </Stack>
    </Page>
  );
}

function Entries({ entries }: { entries: Entry[] }) {
  const say = useWords(governWords);
  const names = useNames();
  const formats = useFormats();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={760}>
        <Table verticalSpacing={6} horizontalSpacing="md" highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th w={90}>{say('chain')}</Table.Th>
              <Table.Th>{say('when')}</Table.Th>
              <Table.Th>{say('who')}</Table.Th>
              <Table.Th>{say('act')}</Table.Th>
              <Table.Th>{say('what')}</Table.Th>
              <Table.Th>{say('why')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {entries.map((entry) => {
              const shown = open === entry.sequence;
              return (
                <Fragment key={entry.sequence}>
                  <Table.Tr>
                    <Table.Td>
                      <UnstyledButton
                        aria-expanded={shown}
                        aria-label={say('row', { number: entry.sequence })}
                        onClick={() => {
                          setOpen(shown ? null : entry.sequence);
                        }}
                        mih={24}
                      >
                        <Group gap={4} wrap="nowrap">
                          {shown ? (
                            <IconChevronDown size={14} aria-hidden />
                          ) : (
                            <IconChevronRight size={14} aria-hidden />
                          )}
                          <IconLink size={14} aria-hidden />
                          <Text size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
                            {entry.sequence}
                          </Text>
                        </Group>
                      </UnstyledButton>
                    </Table.Td>
                    <Table.Td style={{ whiteSpace: 'nowrap' }}>{formats.dateTime(entry.at)}</Table.Td>
                    <Table.Td>{names(entry.who)}</Table.Td>
                    <Table.Td>
                      <Text size="sm" ff="monospace">
                        {entry.act}
                      </Text>
                    </Table.Td>
                    <Table.Td>
                      <Text size="sm">
                        {entry.kind} <b>{entry.key}</b>
                        {entry.version !== null && ` @${entry.version.toString()}`}
                      </Text>
                    </Table.Td>
                    <Table.Td maw={320}>
                      <Text size="sm" lineClamp={2}>
                        {entry.why}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                  {shown && (
                    <Table.Tr>
                      <Table.Td colSpan={6}>
                        <Row entry={entry} />
                      </Table.Td>
                    </Table.Tr>
                  )}
                </Fragment>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

/** The moment a day begins where the reader is; with `later`, so many days after. */
function startOf(day: string | undefined, later: number): string | undefined {
  if (!day || !/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}
