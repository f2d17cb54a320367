import { Anchor, Badge, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Digest } from '~/ui/Digest';
import { Loading } from '~/ui/Loading';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { When } from '~/ui/When';
import { uiWords } from '~/ui/words';

import { BlockWords } from './BlockWords';
import { useDefinition, type Plural, type Summary } from './content';
import { blocksIn } from './made';
import { libraryWords } from './words';

/** What it is, and what it is made of. */
export function Overview({ plural, content }: { plural: Plural; content: Summary }) {
  const say = useWords(libraryWords);
  const { data, error } = useDefinition(plural, content.key);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
      <Facts content={content} />
      <Stack gap="lg">
        {error && <ProblemAlert problem={error} />}
        {!data && !error && <Loading />}
        {data && plural === 'blocks' && <BlockWords definition={data.definition} />}
        {data && plural === 'templates' && (
          <>
            <Made definition={data.definition} />
            <Samples template={content.key} />
          </>
        )}
        {content.description && (
          <section>
            <Title order={2} size="h5" mb="xs">
              {say('about')}
            </Title>
            <Text size="sm">{content.description}</Text>
          </section>
        )}
      </Stack>
    </SimpleGrid>
  );
}

function Facts({ content }: { content: Summary }) {
  const say = useWords(libraryWords);
  const sayUi = useWords(uiWords);
  const names = useNames();
  const formats = useFormats();
  const rows: [string, React.ReactNode][] = [
    [say('version'), `${content.version.toString()}`],
    [say('digest'), <Digest key="digest" of={content.digest} />],
    [
      say('changed'),
      <span key="changed">
        {names(content.author)}, <When at={content.changed_at} />
      </span>,
    ],
  ];
  if (content.draft) {
    const { author, saved_at: at, base } = content.draft;
    rows.push([
      say('draft'),
      <span key="draft">
        {names(author)}, <When at={at} /> · {say('madeFrom', { number: base })}
      </span>,
    ]);
  }
  if (content.owner) rows.push([say('owner'), content.owner]);
  if (content.lock) rows.push([say('filter.lock'), say(`lockWhy.${content.lock as 'free'}`)]);
  if (content.language) {
    rows.push([
      say('languages'),
      [content.language, ...content.locales].map((one) => formats.language(one)).join(', '),
    ]);
  }
  if (content.channels.length > 0) {
    rows.push([say('channels'), content.channels.map((one) => sayUi(`channel.${one as 'pdf'}`)).join(', ')]);
  }
  rows.push([say('folder'), content.folder || say('noFolder')]);
  if (content.tags.length > 0) rows.push([say('tags'), <Marks key="tags" of={content.tags} />]);
  if (content.jurisdictions.length > 0)
    rows.push([say('jurisdictions'), <Marks key="places" of={content.jurisdictions} />]);
  return (
    <Paper withBorder style={{ alignSelf: 'start' }}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <Table.Tbody>
          {rows.map(([label, value]) => (
            <Table.Tr key={label}>
              <Table.Th w={150} fw={500} c="dimmed">
                {label}
              </Table.Th>
              <Table.Td>{value}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}

function Marks({ of }: { of: string[] }) {
  return (
    <Group gap={6}>
      {of.map((one) => (
        <Badge key={one} variant="default" tt="none" fw={500}>
          {one}
        </Badge>
      ))}
    </Group>
  );
}

function Made({ definition }: { definition: Readonly<Record<string, unknown>> }) {
  const say = useWords(libraryWords);
  const blocks = blocksIn(definition.content);
  const brand = typeof definition.brand === 'string' ? definition.brand : '';
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('madeOf')}
      </Title>
      <Stack gap={6}>
        {brand && (
          <Text size="sm">
            {say('brand')}{' '}
            <Anchor component={Link} to={`/brands/${brand}`}>
              {brand}
            </Anchor>
          </Text>
        )}
        {blocks.length === 0 && (
          <Text size="sm" c="dimmed">
            {say('noBlocks')}
          </Text>
        )}
        {blocks.map((one) => (
          <Group key={one.key} gap={6}>
            <IconLock size={14} aria-hidden />
            <Anchor component={Link} to={`/blocks/${one.key}`} size="sm">
              {one.key}
            </Anchor>
            <Badge size="xs" variant="light" color={one.pinned ? 'orange' : 'blue'} tt="none">
              {one.pinned ? say('pins', { number: one.pinned }) : say('follows')}
            </Badge>
          </Group>
        ))}
      </Stack>
    </section>
  );
}

function Samples({ template }: { template: string }) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const { data } = useQuery({
    queryKey: ['templates', template, 'samples'],
    queryFn: ({ signal }) =>
      ok(api.GET('/v1/templates/{key}/samples', { params: { path: { key: template } }, signal })),
  });
  if (!data) return null;
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('samples')}
      </Title>
      <Group gap="xs">
        {data.files.map((file) => (
          <Badge key={file.name} variant="default" tt="none" fw={500} title={formats.bytes(file.size)}>
            {file.name.replace(/\.json$/, '')}
          </Badge>
        ))}
      </Group>
    </section>
  );
}
