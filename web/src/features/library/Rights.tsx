import { Paper, Select, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';

import { answered, api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { libraryWords } from './words';

type EditKind = Model<'NewEditRight'>['edits'];
const KINDS: readonly EditKind[] = ['nothing', 'text', 'regions', 'everything'];

/** Who may change what in a template; set by administrators. */
export function Rights({ template }: { template: string }) {
  const say = useWords(libraryWords);
  const names = useNames();
  const manages = useMay('manage');
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['edit-rights', template],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/edit-rights/{template}', { params: { path: { template } }, signal })),
  });
  const set = useMutation({
    mutationFn: ({ holder, edits }: { holder: string; edits: EditKind | null }) => {
      const params = { path: { template, holder }, header: { 'if-match': data?.etag ?? '' } };
      return edits
        ? ok(api.PUT('/v1/edit-rights/{template}/{holder}', { params, body: { edits, why: '' } }))
        : ok(api.DELETE('/v1/edit-rights/{template}/{holder}', { params }));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['edit-rights', template] }),
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  const own = new Map(data.data.set.map((one) => [one.holder, one.edits]));
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {say('rightsWhy')}
      </Text>
      {set.error && <ProblemAlert problem={set.error} />}
      <Paper withBorder>
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('who')}</Table.Th>
              <Table.Th>{say('mayChange')}</Table.Th>
              {manages && <Table.Th>{say('setFor')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {data.data.held.map((one) => (
              <Table.Tr key={one.holder}>
                <Table.Td>{names(one.holder)}</Table.Td>
                <Table.Td>{say(`edits.${one.edits}`)}</Table.Td>
                {manages && (
                  <Table.Td>
                    <Select
                      size="xs"
                      maw={240}
                      aria-label={`${say('setFor')}: ${names(one.holder)}`}
                      placeholder={say('byRole')}
                      clearable
                      clearButtonProps={{ 'aria-label': say('byRole') }}
                      value={own.get(one.holder) ?? null}
                      onChange={(edits) => {
                        set.mutate({ holder: one.holder, edits });
                      }}
                      data={KINDS.map((value) => ({ value, label: say(`edits.${value}`) }))}
                    />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  );
}
