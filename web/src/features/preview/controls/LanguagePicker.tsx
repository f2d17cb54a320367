import { Select } from '@mantine/core';
import { IconLanguage } from '@tabler/icons-react';

import { useFormats } from '~/app/formats';

import { usePreviewWords } from '../channels/shared';

const BY_RECORD = ' record';

interface LanguagePickerProps {
  readonly locales: readonly string[];
  readonly lang: string;
  /** The language that the record itself asks for, once it is known. */
  readonly used: string;
  readonly onLang: (lang: string) => void;
}

/** In which language it is shown: the record's own, or any that the template has. */
export function LanguagePicker({ locales, lang, used, onLang }: LanguagePickerProps) {
  const say = usePreviewWords();
  const formats = useFormats();
  const own = used && !lang ? formats.language(used) : say('language.record');
  return (
    <Select
      size="xs"
      w={204}
      aria-label={say('language')}
      leftSection={<IconLanguage size={15} aria-hidden />}
      allowDeselect={false}
      checkIconPosition="right"
      comboboxProps={{ width: 230, position: 'bottom-start' }}
      data={[
        { value: BY_RECORD, label: own },
        ...locales.map((tag) => ({ value: tag, label: formats.language(tag) })),
      ]}
      renderOption={({ option }) => (option.value === BY_RECORD ? say('language.record') : option.label)}
      value={lang || BY_RECORD}
      onChange={(value) => {
        onLang(value === BY_RECORD ? '' : (value ?? ''));
      }}
    />
  );
}
