import { Button, Checkbox, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useSearchParams } from 'react-router';

import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { StandingBadge } from '~/ui/StandingBadge';
import { When } from '~/ui/When';

import { Comparison } from './Comparison';
import { useVersions, type Plural, type Summary } from './content';
import { RollBack } from './RollBack';
import { libraryWords } from './words';

/** Every version there was, and any two of them, or one and the draft, beside one another. */
export function Versions({ plural, content, etag }: { plural: Plural; content: Summary; etag: string }) {
  const say = useWords(libraryWords);
  const names = useNames();
  const edits = useMay('edit');
  const [params, setParams] = useSearchParams();
  const { data, error } = useVersions(plural, content.key);
  const chosen = (params.get('compare') ?? '').split('..').filter(Boolean);
  const toggle = (name: string) => {
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].slice(-2);
    setParams(
      { tab: 'versions', ...(next.length > 0 ? { compare: next.join('..') } : {}) },
      { replace: true },
    );
  };
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  const [before, after] = inOrder(chosen);
  return (
    <Stack gap="lg">
      <Paper withBorder>
        <Table.ScrollContainer minWidth={640}>
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={90}>{say('compare')}</Table.Th>
                <Table.Th>{say('version')}</Table.Th>
                <Table.Th>{say('standing')}</Table.Th>
                <Table.Th>{say('who')}</Table.Th>
                <Table.Th>{say('why')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {content.draft && (
                <Table.Tr>
                  <Table.Td>
                    <Checkbox
                      aria-label={`${say('compare')}: ${say('draft')}`}
                      checked={chosen.includes('draft')}
                      onChange={() => {
                        toggle('draft');
                      }}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {say('draft')}
                    </Text>
                  </Table.Td>
                  <Table.Td />
                  <Table.Td>
                    <Text size="sm">{names(content.draft.author)}</Text>
                    <Text size="xs" c="dimmed">
                      <When at={content.draft.saved_at} />
                    </Text>
                  </Table.Td>
                  <Table.Td />
                  <Table.Td />
                </Table.Tr>
              )}
              {data.map((version) => (
                <Table.Tr key={version.number}>
                  <Table.Td>
                    <Checkbox
                      aria-label={`${say('compare')}: ${say('versionNumber', { number: version.number })}`}
                      checked={chosen.includes(version.number.toString())}
                      onChange={() => {
                        toggle(version.number.toString());
                      }}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {version.number}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <StandingBadge standing={version.standing} />
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{names(version.author)}</Text>
                    <Text size="xs" c="dimmed">
                      <When at={version.created_at} />
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm">{version.message}</Text>
                  </Table.Td>
                  <Table.Td ta="right">
                    {edits && version.number !== content.version && !content.retired_on && (
                      <RollBack plural={plural} of={content.key} to={version.number} etag={etag} />
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
      {before && after ? (
        <Comparison plural={plural} of={content.key} before={before} after={after} />
      ) : (
        <Group gap="xs" c="dimmed">
          <IconArrowsDiff size={16} aria-hidden />
          <Text size="sm">{say('chooseTwo')}</Text>
          {data.length > 1 && chosen.length === 0 && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() => {
                setParams({
                  tab: 'versions',
                  compare: `${(content.version - 1).toString()}..${content.version.toString()}`,
                });
              }}
            >
              {say('compareLast')}
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

function inOrder(chosen: string[]): string[] {
  return [...chosen].sort((one, other) =>
    one === 'draft' ? 1 : other === 'draft' ? -1 : Number(one) - Number(other),
  );
}
