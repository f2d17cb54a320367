import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';
import { useNames } from '~/ui/people';

import { WhyField } from './Keeping';
import { archiveWords } from './words';

/** A hold: why, who put it there and when, and the way to end it. */
export function HoldRow({ hold, what }: { hold: Model<'HoldShown'>; what?: ReactNode }) {
  const say = useWords(archiveWords);
  const formats = useFormats();
  const nameOf = useNames();
  const queries = useQueryClient();
  const [ending, setEnding] = useState(false);
  const [why, setWhy] = useState('');
  return (
    <Group justify="space-between" py={8} wrap="nowrap" style={{ borderTop: '1px solid var(--ccm-line)' }}>
      <div>
        <Text size="sm" fw={600}>
          {hold.why}
        </Text>
        <Text size="xs" c="dimmed" component="div">
          {what}
          {say('heldSince', { person: nameOf(hold.person), when: formats.dateTime(hold.started_at) })}
        </Text>
      </div>
      {hold.ended_at === null && (
        <Button
          size="xs"
          variant="default"
          onClick={() => {
            setEnding(true);
          }}
        >
          {say('release_hold')}
        </Button>
      )}
      {ending && (
        <ActDialog
          title={say('release_hold')}
          intro={hold.why}
          action={say('release_hold')}
          ready={why.trim() !== ''}
          onClose={() => {
            setEnding(false);
          }}
          run={async () => {
            await ok(
              api.POST('/v1/holds/{number}/release', {
                params: { path: { number: hold.number } },
                body: { why: why.trim() },
                headers: once(),
              }),
            );
            await queries.invalidateQueries({ queryKey: ['communications'] });
            await queries.invalidateQueries({ queryKey: ['holds'] });
          }}
        >
          <WhyField value={why} onChange={setWhy} />
        </ActDialog>
      )}
    </Group>
  );
}
