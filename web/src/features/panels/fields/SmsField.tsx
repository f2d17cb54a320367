import { Text } from '@mantine/core';
import { useState } from 'react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { countSegments, outsideGsm } from '~/format/sms';

import { usePlace } from './place';
import { shownText } from './shownValue';
import { WordsField } from './WordsField';
import { fieldWords } from './words';

/** A text for the text message, with the segments it takes counted while it is typed. */
export function SmsField({
  label,
  value,
  onChange,
  disabled,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean | undefined;
}) {
  const [typed, setTyped] = useState(value);
  return (
    <div>
      <WordsField label={label} value={value} onChange={onChange} disabled={disabled} onTyping={setTyped} />
      <SegmentCounter text={typed} />
    </div>
  );
}

/** How many segments a text takes with the values of the sample in it. */
export function SegmentCounter({ text }: { text: string }) {
  const say = useWords(fieldWords);
  const formats = useFormats();
  const place = usePlace();
  const shown = shownText(text, place);
  const { segments, remaining, encoding } = countSegments(shown);
  const costly = encoding === 'UCS-2' ? outsideGsm(shown).slice(0, 8).join(' ') : '';
  if (!text) return null;
  return (
    <Text size="xs" c="dimmed" mt={2} title={say('valuesCounted')} role="status">
      {`${say('segments', { count: segments })} · ${say('segmentsLeft', { left: formats.number(remaining) })}`}
      {costly && ` · ${say('costly', { characters: costly })}`}
    </Text>
  );
}
