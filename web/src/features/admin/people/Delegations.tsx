import { Badge, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { all, useNames } from '~/ui/people';
import { Sheet } from '~/ui/Sheet';

import { peopleWords } from './words';

type Delegation = Model<'DelegationShown'>;

/** Who stands in for somebody, and for whom they do, from now on. */
export function useDelegations(person: string) {
  return useQuery({
    queryKey: ['delegations', person],
    queryFn: async () => {
      const asked = (who: { giver?: string; taker?: string }) =>
        all((cursor) =>
          ok(api.GET('/v1/delegations', { params: { query: { ...who, cursor, limit: 200 } } })),
        );
      const found = [...(await asked({ giver: person })), ...(await asked({ taker: person }))];
      const now = new Date().toISOString();
      return found.filter(({ ends }) => ends > now);
    },
  });
}

/** Who stands in for whom. */
export function Delegations({ person }: { person: string }) {
  const say = useWords(peopleWords);
  const { data } = useDelegations(person);
  return (
    <Sheet title={say('delegations')}>
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {say('noDelegations')}
        </Text>
      )}
      {data?.map((one) => (
        <DelegationLine key={`${one.giver} ${one.taker} ${one.starts}`} delegation={one} />
      ))}
    </Sheet>
  );
}

/** One delegation, in a sentence. */
export function DelegationLine({ delegation }: { delegation: Delegation }) {
  const say = useWords(peopleWords);
  const formats = useFormats();
  const nameOf = useNames();
  // The end is the moment after the last day.
  const last = new Date(new Date(delegation.ends).getTime() - 1);
  return (
    <Group gap="xs" py={4}>
      <Text size="sm">
        {say('standsIn', { taker: nameOf(delegation.taker), giver: nameOf(delegation.giver) })}
      </Text>
      <Badge variant="light" color="gray" tt="none">
        {say('until', { when: formats.date(last) })}
      </Badge>
    </Group>
  );
}
