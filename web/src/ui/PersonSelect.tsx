import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { useWords } from '~/app/words';

import { all } from './people';
import { uiWords } from './words';

interface PersonSelectProps {
  label: string;
  placeholder?: string;
  value: string | null;
  onChange: (person: string | null) => void;
}

/** Somebody of those there are, by name. */
export function PersonSelect({ label, placeholder, value, onChange }: PersonSelectProps) {
  const say = useWords(uiWords);
  const { data = [] } = useQuery({
    queryKey: ['people', 'all'],
    staleTime: 60_000,
    queryFn: ({ signal }) =>
      all((cursor) => ok(api.GET('/v1/people', { params: { query: { limit: 200, cursor } }, signal }))),
  });
  return (
    <Select
      label={label}
      placeholder={placeholder}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': say('clear') }}
      value={value}
      onChange={onChange}
      data={data.map((one) => ({ value: one.key, label: one.name || one.key }))}
    />
  );
}
