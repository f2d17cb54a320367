import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { useWords } from '~/app/words';

import { ChoiceField } from '../fields/SimpleFields';
import { settingsWords } from './words';

/** Whose letter it is. */
export function BrandField({
  value,
  onChange,
  disabled,
}: {
  value: string;
  onChange: (brand: string) => void;
  disabled: boolean;
}) {
  const say = useWords(settingsWords);
  const { data } = useQuery({
    queryKey: ['brands', 'all'],
    staleTime: 600_000,
    queryFn: () => ok(api.GET('/v1/brands', { params: { query: { limit: 200 } } })),
  });
  const brands = (data?.items ?? []).map((brand) => ({ value: brand.key, label: brand.title || brand.key }));
  const known = brands.some((brand) => brand.value === value);
  return (
    <ChoiceField
      label={say('brand')}
      value={value}
      disabled={disabled}
      onChange={onChange}
      options={known ? brands : [{ value, label: value }, ...brands]}
    />
  );
}
