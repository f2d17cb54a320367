import { DatePickerInput } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import 'dayjs/locale/it';

import { useFormats } from '~/app/formats';
import { useLanguage } from '~/app/words';

import { usePreviewWords } from '../channels/shared';

/** As of which day blocks and the brand are taken. */
export function DayPicker({ date, onDate }: { date: string; onDate: (date: string) => void }) {
  const say = usePreviewWords();
  const formats = useFormats();
  const language = useLanguage();
  return (
    <DatePickerInput
      size="xs"
      w={date ? 150 : 104}
      aria-label={say('date')}
      locale={language}
      leftSection={<IconCalendar size={15} aria-hidden />}
      placeholder={say('date.today')}
      clearable
      value={date || null}
      valueFormatter={({ date: shown }) => (typeof shown === 'string' ? formats.date(shown) : '')}
      onChange={(value) => {
        onDate(value ?? '');
      }}
    />
  );
}
