import { Button, Group } from '@mantine/core';
import { DateInput } from '@mantine/dates';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, ok, once } from '~/api/client';
import type { Model } from '~/api/types';
import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ReasonDialog } from '~/ui/ReasonDialog';

import { libraryWords } from './words';

interface PeriodActsProps {
  template: string;
  period: Model<'PeriodShown'>;
  etag: string;
}

/** End a period earlier, or call it off while no day of it is over. */
export function PeriodActs({ template, period, etag }: PeriodActsProps) {
  const say = useWords(libraryWords);
  const formats = useFormats();
  const queries = useQueryClient();
  const [ending, end] = useDisclosure();
  const [calling, callOff] = useDisclosure();
  const today = new Date().toISOString().slice(0, 10);
  const [last, setLast] = useState(period.starts > today ? period.starts : today);
  const path = { key: template, starts: period.starts };
  const header = { 'if-match': etag };
  const settle = () => queries.invalidateQueries({ queryKey: ['templates', template] });
  return (
    <Group gap={4} justify="flex-end">
      <Button size="compact-xs" variant="subtle" onClick={end.open}>
        {say('endPeriod')}
      </Button>
      {period.starts >= today && (
        <Button size="compact-xs" variant="subtle" color="red" onClick={callOff.open}>
          {say('callOff')}
        </Button>
      )}
      {ending && (
        <ReasonDialog
          onClose={end.close}
          title={say('endPeriodTitle', { number: period.number })}
          intro={say('endPeriodWhy')}
          act={say('endPeriod')}
          onAct={async (why) => {
            await ok(
              api.POST('/v1/templates/{key}/periods/{starts}/end', {
                params: { path, header },
                headers: once(),
                body: { last, why },
              }),
            );
            await settle();
          }}
        >
          <DateInput
            label={say('lastDay')}
            value={last}
            minDate={period.starts}
            onChange={(day) => {
              if (day) setLast(day);
            }}
          />
        </ReasonDialog>
      )}
      {calling && (
        <ReasonDialog
          onClose={callOff.close}
          title={say('callOffTitle', { date: formats.date(period.starts) })}
          intro={say('callOffWhy')}
          act={say('callOff')}
          danger
          onAct={async (why) => {
            await ok(
              api.DELETE('/v1/templates/{key}/periods/{starts}', {
                params: { path, header, query: { why } },
              }),
            );
            await settle();
          }}
        />
      )}
    </Group>
  );
}
