import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { Json } from '~/format/nodes';

import { ChoiceField, TextField } from '../fields/SimpleFields';
import { SmsField } from '../fields/SmsField';
import { Fold } from '../inspector/Fold';
import { OptionalWords } from '../inspector/TextForms';
import { AboutFold, LanguagesFold } from './CommonSettings';
import { textOf } from './read';
import { SlotsFold } from './SlotsFold';
import { settingsWords } from './words';

export function BlockSettings({ fixed }: { fixed: boolean }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const { definition } = session;
  const put = (name: string, value: Json | undefined) => {
    session.updateDefinition({ [name]: value });
  };
  const lock = (['locked', 'text', 'free'] as const).find((each) => each === definition.lock) ?? 'free';
  const short = textOf(definition, 'short');
  return (
    <>
      <AboutFold fixed={fixed}>
        <TextField
          label={say('owner')}
          value={textOf(definition, 'owner')}
          disabled={fixed}
          onChange={(owner) => {
            if (owner) put('owner', owner);
          }}
        />
        <ChoiceField
          label={say('lock')}
          value={lock}
          disabled={fixed}
          options={(['locked', 'text', 'free'] as const).map((value) => ({
            value,
            label: say(`lock.${value}`),
          }))}
          onChange={(next) => {
            put('lock', next === 'free' ? undefined : next);
          }}
        />
      </AboutFold>
      <LanguagesFold fixed={fixed} />
      <SlotsFold fixed={fixed} />
      <Fold title={say('forms')} note={short} opened>
        {short ? (
          <SmsField
            label={say('short')}
            value={short}
            disabled={fixed}
            onChange={(text) => {
              put('short', text || undefined);
            }}
          />
        ) : (
          <OptionalWords
            label={say('short')}
            add={say('addShort')}
            value={undefined}
            disabled={fixed}
            onChange={(text) => {
              put('short', text);
            }}
          />
        )}
        <TextField
          label={say('link')}
          value={textOf(definition, 'link')}
          placeholder="https://"
          disabled={fixed}
          onChange={(link) => {
            put('link', link || undefined);
          }}
        />
        <ChoiceField
          label={say('fallback')}
          value={definition.fallback === 'link' ? 'link' : 'fail'}
          disabled={fixed || !textOf(definition, 'link')}
          options={(['fail', 'link'] as const).map((value) => ({ value, label: say(`fallback.${value}`) }))}
          onChange={(next) => {
            put('fallback', next === 'link' ? 'link' : undefined);
          }}
        />
      </Fold>
    </>
  );
}
