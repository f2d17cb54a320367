import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { api, ok } from '~/api/client';
import { useFormats } from '~/app/formats';
import type { Model } from '~/api/types';
import { useWords, type Say } from '~/app/words';
import { all } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { Sheet } from '~/ui/Sheet';

import { peopleWords } from './words';

type What = 'active' | 'member' | 'has-member' | 'role' | 'edits' | 'stood-in-for-by' | 'stands-in-for';

/** Everything that somebody had, has and will have, with its beginning and end. */
export function History({ of }: { of: string }) {
  const say = useWords(peopleWords);
  const formats = useFormats();
  const { data, error } = useQuery({
    queryKey: ['people', 'history', of],
    queryFn: () =>
      all((cursor) =>
        ok(
          api.GET('/v1/people/{person}/history', {
            params: { path: { person: of }, query: { cursor, limit: 200 } },
          }),
        ),
      ),
  });
  return (
    <Sheet title={say('history')}>
      {error && <ProblemAlert problem={error} />}
      <Stack gap={8}>
        {data?.map((held, index) => (
          <div key={index}>
            <Text size="sm" c={held.ends === null ? undefined : 'dimmed'}>
              {said(say, held)}
            </Text>
            <Text size="xs" c="dimmed">
              {held.ends === null
                ? say('since', { from: formats.dateTime(held.starts) })
                : say('span', { from: formats.dateTime(held.starts), to: formats.dateTime(held.ends) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Sheet>
  );
}

function said(say: Say<`held.${What}`>, { what, of, where }: Model<'HeldShown'>): string {
  const words = say(`held.${what as What}`, { of, where });
  return where && what === 'role' ? `${words} · ${where}` : words;
}
