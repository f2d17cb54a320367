import { Accordion, Badge, Group, Progress, Stack, Table, Text } from '@mantine/core';
import { useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useTranslations } from './content';
import { libraryWords } from './words';

const COLOURS = { translated: 'green', missing: 'red', fuzzy: 'orange' } as const;

/** The languages it speaks, how whole each translation is, and its words beside those of the source. */
export function Languages({ plural, of: key }: { plural: 'templates' | 'blocks'; of: string }) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const [params] = useSearchParams();
  const { data, error } = useTranslations(plural, key);
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <Stack gap="md">
      <Text size="sm">{say('sourceLanguage', { language: formats.language(data.language) })}</Text>
      {data.translations.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('oneLanguage')}
        </Text>
      )}
      <Accordion
        variant="separated"
        multiple
        defaultValue={params.get('locale') ? [params.get('locale') ?? ''] : []}
        order={2}
      >
        {data.translations.map((one) => {
          const total = one.translated + one.missing + one.fuzzy;
          return (
            <Accordion.Item key={one.locale} value={one.locale}>
              <Accordion.Control>
                <Group gap="md">
                  <Text fw={600} w={140}>
                    {formats.language(one.locale)}
                  </Text>
                  <Progress.Root w={140} size="md">
                    <Progress.Section
                      value={(100 * one.translated) / Math.max(total, 1)}
                      color="green"
                      aria-label={say('state.translated')}
                    />
                    <Progress.Section
                      value={(100 * one.fuzzy) / Math.max(total, 1)}
                      color="orange"
                      aria-label={say('state.fuzzy')}
                    />
                  </Progress.Root>
                  <Text size="sm" c="dimmed">
                    {say('translatedOf', { count: one.translated, total })}
                    {one.fuzzy > 0 && ` · ${say('fuzzyCount', { count: one.fuzzy })}`}
                  </Text>
                </Group>
              </Accordion.Control>
              <Accordion.Panel>
                <Table verticalSpacing="xs" layout="fixed">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{formats.language(data.language)}</Table.Th>
                      <Table.Th>{formats.language(one.locale)}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {one.entries.map((entry) => (
                      <Table.Tr key={entry.context} style={{ verticalAlign: 'top' }}>
                        <Table.Td>
                          <Text size="xs" c="dimmed" ff="monospace">
                            {entry.context}
                          </Text>
                          <Text size="sm">{entry.source}</Text>
                        </Table.Td>
                        <Table.Td lang={one.locale}>
                          {entry.state !== 'translated' && (
                            <Badge size="xs" variant="light" color={COLOURS[entry.state]} tt="none">
                              {say(`state.${entry.state}`)}
                            </Badge>
                          )}
                          <Text size="sm">{entry.text}</Text>
                        </Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
              </Accordion.Panel>
            </Accordion.Item>
          );
        })}
      </Accordion>
    </Stack>
  );
}
