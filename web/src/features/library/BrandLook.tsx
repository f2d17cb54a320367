import { Box, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { brandOf, type BrandTold, type Palette } from './brandModel';
import { useDefinition } from './content';
import { contrast } from './contrast';
import { SheetSketch } from './SheetSketch';
import { lookWords } from './lookWords';

const TEXTS = ['ink', 'muted', 'accent', 'positive', 'negative', 'warning'] as const;
const NEEDED = 4.5;

/** A brand to be looked at: its colours with their contrasts, its type, its sheet of paper. */
export function BrandLook({ brand }: { brand: string }) {
  const say = useWords(lookWords);
  const { data, error } = useDefinition('brands', brand);
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  const told = brandOf(data.definition);
  return (
    <Stack gap="xl">
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Colours title={say('lightScheme')} palette={told.light} />
        <Colours title={say('darkScheme')} palette={told.dark} />
      </SimpleGrid>
      {told.charts.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="xs">
            {say('charts')}
          </Title>
          <Group gap="xs">
            {told.charts.map((colour) => (
              <Swatch key={colour} colour={colour} label={colour} />
            ))}
          </Group>
        </section>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Type told={told} />
        <section>
          <Title order={2} size="h5" mb="xs">
            {say('sheet')}
          </Title>
          <SheetSketch sheet={told.sheet} />
        </section>
      </SimpleGrid>
      {told.legal.length > 0 && (
        <section>
          <Title order={2} size="h5" mb="xs">
            {say('legalLines')}
          </Title>
          {told.legal.map((line) => (
            <Text key={line} size="sm">
              {line}
            </Text>
          ))}
        </section>
      )}
    </Stack>
  );
}

function Colours({ title, palette }: { title: string; palette: Palette }) {
  const say = useWords(lookWords);
  const formats = useFormats();
  const { paper = '#ffffff', surface = paper } = palette;
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {title}
      </Title>
      <Group gap="xs" mb="sm">
        {Object.entries(palette).map(([name, colour]) => (
          <Swatch key={name} colour={colour} label={name} />
        ))}
      </Group>
      <Paper withBorder>
        <Table verticalSpacing={6} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{say('textColour')}</Table.Th>
              <Table.Th ta="right">{say('onPaper')}</Table.Th>
              <Table.Th ta="right">{say('onSurface')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {TEXTS.filter((name) => palette[name]).map((name) => (
              <Table.Tr key={name}>
                <Table.Td>{name}</Table.Td>
                {[paper, surface].map((ground, index) => {
                  const ratio = contrast(palette[name] ?? paper, ground);
                  return (
                    <Table.Td key={index} ta="right" style={{ fontVariantNumeric: 'tabular-nums' }}>
                      <Box
                        component="span"
                        px={6}
                        py={2}
                        mr={8}
                        style={{ background: ground, color: palette[name], borderRadius: 4 }}
                        aria-hidden
                      >
                        Aa
                      </Box>
                      {formats.number(Math.round(ratio * 10) / 10)} : 1{' '}
                      {ratio < NEEDED && <b>{say('tooLittle')}</b>}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
}

function Swatch({ colour, label }: { colour: string; label: string }) {
  return (
    <Stack gap={2} align="center" w={72}>
      <Box
        w={56}
        h={40}
        style={{ background: colour, borderRadius: 8, border: '1px solid var(--ccm-line)' }}
        aria-hidden
      />
      <Text size="xs" truncate maw={72}>
        {label}
      </Text>
      {label !== colour && (
        <Text size="xs" c="dimmed" ff="monospace">
          {colour}
        </Text>
      )}
    </Stack>
  );
}

function Type({ told }: { told: BrandTold }) {
  const say = useWords(lookWords);
  const { body, heading } = told;
  const stack = (families: string[]) => families.map((one) => `'${one}'`).join(', ') + ', sans-serif';
  return (
    <section>
      <Title order={2} size="h5" mb="xs">
        {say('type')}
      </Title>
      <Paper withBorder p="md">
        <Stack gap="md">
          {heading && (
            <div>
              <Text size="xs" c="dimmed">
                {say('headings')}: {heading.families.join(', ')} · {heading.weight}
              </Text>
              {[3, 2, 1].map((step) => (
                <div
                  key={step}
                  style={{
                    fontFamily: stack(heading.families),
                    fontWeight: heading.weight,
                    fontSize: `${((told.size * told.scale ** step) / 9.5).toString()}rem`,
                    lineHeight: 1.3,
                  }}
                >
                  {say('specimen')}
                </div>
              ))}
            </div>
          )}
          {body && (
            <div>
              <Text size="xs" c="dimmed">
                {say('bodyType')}: {body.families.join(', ')} · {body.weight} · {told.size} pt
              </Text>
              <div
                style={{
                  fontFamily: stack(body.families),
                  fontWeight: body.weight,
                  lineHeight: told.leading,
                }}
              >
                {say('specimenLong')}
              </div>
            </div>
          )}
        </Stack>
      </Paper>
    </section>
  );
}
