import { Text, Textarea } from '@mantine/core';

import { useWords } from '~/app/words';

import { faultOf } from './faults';
import { usePlace } from './place';
import { useDraft } from './useDraft';
import { fieldWords } from './words';

/** An expression as it is written, checked while it is typed: for what no form can say. */
export function ExpressionField({
  value,
  onChange,
  label,
  disabled,
  id,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  disabled?: boolean | undefined;
  id?: string;
}) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const draft = useDraft(value, onChange);
  const fault = faultOf(draft.value, known, say);
  return (
    <div>
      <Textarea
        id={id}
        size="xs"
        autosize
        minRows={1}
        maxRows={8}
        spellCheck={false}
        aria-label={id === undefined ? label : undefined}
        value={draft.value}
        disabled={disabled}
        error={fault !== null}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onChange={(event) => {
          draft.change(event.currentTarget.value);
        }}
        onBlur={draft.leave}
      />
      <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="status" mt={fault ? 2 : 0}>
        {fault}
      </Text>
    </div>
  );
}
