import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';

import { api, ok, once } from '~/api/client';
import { useWords } from '~/app/words';

import { ReasonDialog } from '~/ui/ReasonDialog';
import type { Plural } from './content';
import { libraryWords } from './words';

interface RollBackProps {
  plural: Plural;
  of: string;
  to: number;
  etag: string;
}

/** Make a new version that says what an old one said. */
export function RollBack({ plural, of: key, to, etag }: RollBackProps) {
  const say = useWords(libraryWords);
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="compact-xs" variant="subtle" onClick={open}>
        {say('rollBack')}
      </Button>
      {opened && (
        <ReasonDialog
          onClose={close}
          title={say('rollBackTo', { number: to })}
          intro={say('rollBackWhy')}
          act={say('rollBackDo')}
          onAct={async (message) => {
            const init = {
              params: { path: { key }, header: { 'if-match': etag } },
              headers: once(),
              body: { to, message },
            };
            if (plural === 'templates') await ok(api.POST('/v1/templates/{key}/roll-back', init));
            else if (plural === 'blocks') await ok(api.POST('/v1/blocks/{key}/roll-back', init));
            else await ok(api.POST('/v1/brands/{key}/roll-back', init));
            await queries.invalidateQueries({ queryKey: [plural] });
          }}
        />
      )}
    </>
  );
}
