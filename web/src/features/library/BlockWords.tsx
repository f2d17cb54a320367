import { Anchor, Paper, Stack, Text, Title } from '@mantine/core';

import { useWords } from '~/app/words';

import { unmarked, wordsIn } from './made';
import { libraryWords } from './words';

/** The words of a block: in full, and in the short form for small channels. */
export function BlockWords({ definition }: { definition: Readonly<Record<string, unknown>> }) {
  const say = useWords(libraryWords);
  const { short, link, fallback } = definition;
  return (
    <>
      <section>
        <Title order={2} size="h5" mb="xs">
          {say('words')}
        </Title>
        <Paper withBorder p="md">
          <Stack gap="sm">
            {wordsIn(definition.content).map((one, index) => (
              <Text
                key={index}
                size="sm"
                fw={one.kind === 'heading' || one.kind === 'title' ? 650 : undefined}
              >
                {unmarked(one.text)}
              </Text>
            ))}
          </Stack>
        </Paper>
      </section>
      <section>
        <Title order={2} size="h5" mb="xs">
          {say('shortForm')}
        </Title>
        {typeof short === 'string' ? (
          <Paper withBorder p="md">
            <Text size="sm">{unmarked(short)}</Text>
          </Paper>
        ) : (
          <Text size="sm" c="dimmed">
            {say('noShortForm')}
          </Text>
        )}
        {typeof link === 'string' && (
          <Text size="sm" mt="xs">
            {say(fallback === 'link' ? 'linkInstead' : 'fullText')}{' '}
            <Anchor href={link} target="_blank" rel="noreferrer noopener">
              {link}
            </Anchor>
          </Text>
        )}
      </section>
    </>
  );
}
