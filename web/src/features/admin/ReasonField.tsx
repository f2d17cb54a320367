import { TextInput } from '@mantine/core';

import { useWords } from '~/app/words';

import { peopleWords } from './people/words';

/** Why something is done, which stays in the log. */
export function ReasonField({
  value,
  onChange,
  required = false,
}: {
  value: string;
  onChange: (value: string) => void;
  required?: boolean;
}) {
  const say = useWords(peopleWords);
  return (
    <TextInput
      label={say('why')}
      description={say('whyHint')}
      value={value}
      required={required}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
    />
  );
}
