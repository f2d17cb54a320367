import { Group, List, Stack, Text, UnstyledButton } from '@mantine/core';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';

import classes from './Findings.module.css';
import type { Checked } from './useChecks';
import { findingWords } from './words';

const MOST = 3;

/** How easy the letter is to read in each language, and how long its text message can become. */
export function Readings({ checked }: { checked: Checked }) {
  const say = useWords(findingWords);
  const formats = useFormats();
  return (
    <>
      {checked.readings.length > 0 && (
        <section className={classes.part}>
          <Text component="h2" size="xs" fw={600} mb={8}>
            {say('reading')}
          </Text>
          <Stack gap="sm">
            {checked.readings.map((reading) => (
              <ReadingMeter key={reading.locale} reading={reading} />
            ))}
          </Stack>
        </section>
      )}
      {checked.messages.length > 0 && (
        <section className={classes.part}>
          <Text component="h2" size="xs" fw={600} mb={6}>
            {say('messages')}
          </Text>
          {checked.messages.map(({ locale, segments, limit }) => (
            <Group key={locale} justify="space-between" gap={8} wrap="nowrap">
              <Text size="sm">{formats.language(locale)}</Text>
              <Text
                size="xs"
                c={segments !== null && segments > limit ? 'light-dark(#c92a2a, #ff8787)' : 'dimmed'}
                ta="end"
              >
                {segments === null ? say('unbounded') : say('segments', { count: segments, limit })}
              </Text>
            </Group>
          ))}
        </section>
      )}
    </>
  );
}

function ReadingMeter({ reading }: { reading: Checked['readings'][number] }) {
  const say = useWords(findingWords);
  const formats = useFormats();
  const session = useEditorSession();
  const { whole, texts } = reading;
  const hardest = Object.entries(texts)
    .filter(([, ease]) => ease.level !== 'easy')
    .sort(([, left], [, right]) => left.score - right.score)
    .slice(0, MOST);
  return (
    <div>
      <Group justify="space-between" gap={8} mb={6}>
        <Text size="sm">{formats.language(reading.locale)}</Text>
        <Text size="xs" c="dimmed">
          {whole ? `${formats.number(whole.score)} · ${say(`level.${whole.level}`)}` : say('tooShort')}
        </Text>
      </Group>
      {whole && (
        <div className={classes.meter} aria-hidden>
          <span
            className={classes.mark}
            style={{ insetInlineStart: `${Math.min(98, Math.max(0, whole.score)).toString()}%` }}
          />
        </div>
      )}
      <Text size="xs" c="dimmed" mt={6}>
        {say(reading.measure, { hard: reading.hard_below })}
      </Text>
      {hardest.length > 0 && (
        <List size="xs" mt={4} aria-label={say('hardTexts')}>
          {hardest.map(([context, ease]) => (
            <List.Item key={context}>
              <UnstyledButton
                fz="xs"
                td="underline"
                mih={24}
                onClick={() => {
                  session.select(context.split('.')[0] ?? null, { focus: true });
                }}
              >
                {`${context} · ${formats.number(ease.score)}`}
              </UnstyledButton>
            </List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
