import { SegmentedControl } from '@mantine/core';

import { speak, useLanguage, useWords } from '../words';
import { shellWords } from './words';

/** English or Italian. */
export function LanguageSwitch() {
  const say = useWords(shellWords);
  return (
    <SegmentedControl
      size="xs"
      aria-label={say('language')}
      value={useLanguage()}
      onChange={(language) => void speak(language)}
      data={[
        { value: 'en', label: 'English' },
        { value: 'it', label: 'Italiano' },
      ]}
    />
  );
}
