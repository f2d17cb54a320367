import { Text } from '@mantine/core';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';

import { PlaceAt } from '../fields/place';
import { BlockSettings } from './BlockSettings';
import { TemplateSettings } from './TemplateSettings';
import { settingsWords } from './words';

/** What the letter or block says of itself: languages, channels, subject, recipient and so on. */
export function Settings() {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const fixed = session.may.editKind !== 'everything';
  return (
    <PlaceAt id={null}>
      {fixed && (
        <Text size="xs" c="dimmed" px={14} pt={10}>
          {say('fixed')}
        </Text>
      )}
      {session.kind === 'template' ? <TemplateSettings fixed={fixed} /> : <BlockSettings fixed={fixed} />}
    </PlaceAt>
  );
}
