import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';

import { answered, api, ok } from '~/api/client';
import { useWords } from '~/app/words';
import { ActDialog } from '~/ui/ActDialog';

import { governWords } from '../governWords';
import type { Rule } from './RulesPage';

/** End a rule for what is submitted from now on. */
export function EndRule({ rule }: { rule: Rule }) {
  const say = useWords(governWords);
  const queries = useQueryClient();
  const [opened, { open, close }] = useDisclosure();
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="red" onClick={open}>
        {say('end')}
      </Button>
      {opened && (
        <ActDialog
          title={say('endRule', { key: rule.key })}
          intro={say('endRuleWhy')}
          action={say('end')}
          danger
          onClose={close}
          run={async () => {
            const path = { rule: rule.key };
            const { etag } = await answered(api.GET('/v1/rules/{rule}', { params: { path } }));
            await ok(api.DELETE('/v1/rules/{rule}', { params: { path, header: { 'if-match': etag } } }));
            await queries.invalidateQueries({ queryKey: ['rules'] });
          }}
        />
      )}
    </>
  );
}
