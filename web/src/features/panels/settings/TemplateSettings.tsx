import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { Json } from '~/format/nodes';

import { ChannelsField } from '../fields/ChannelsField';
import { NumberField, SwitchField } from '../fields/SimpleFields';
import { ValueField } from '../fields/ValueField';
import { WordsField } from '../fields/WordsField';
import { Fold } from '../inspector/Fold';
import { OptionalWords } from '../inspector/TextForms';
import { AboutFold, LanguagesFold } from './CommonSettings';
import { BrandField } from './BrandField';
import { changed, objectOf, textOf, textsOf } from './read';
import { RecipientFold } from './RecipientFold';
import { ReferencesFold } from './ReferencesFold';
import { settingsWords } from './words';

const CHANNELS = ['pdf', 'email', 'sms', 'mobile'] as const;

export function TemplateSettings({ fixed }: { fixed: boolean }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const { definition } = session;
  const put = (name: string, value: Json | undefined) => {
    session.updateDefinition({ [name]: value });
  };
  const sms = objectOf(definition, 'sms');
  const archive = objectOf(definition, 'archive');
  return (
    <>
      <AboutFold fixed={fixed} />
      <Fold title={say('head')} note={textOf(definition, 'subject')} opened>
        <WordsField
          oneLine
          label={say('subject')}
          value={textOf(definition, 'subject')}
          disabled={fixed}
          onChange={(subject) => {
            if (subject) put('subject', subject);
          }}
        />
        <OptionalWords
          label={say('preheader')}
          add={say('addPreheader')}
          value={textOf(definition, 'preheader') || undefined}
          disabled={fixed}
          onChange={(text) => {
            put('preheader', text);
          }}
        />
      </Fold>
      <Fold title={say('reach')} note={textsOf(definition, 'channels').length}>
        <BrandField
          value={textOf(definition, 'brand')}
          disabled={fixed}
          onChange={(brand) => {
            put('brand', brand);
          }}
        />
        <ChannelsField
          label={say('channels')}
          all={CHANNELS}
          least={1}
          value={textsOf(definition, 'channels')}
          disabled={fixed}
          onChange={(channels) => {
            put('channels', channels);
          }}
        />
      </Fold>
      <LanguagesFold fixed={fixed}>
        <ValueField
          label={say('asksFor')}
          value={textOf(definition, 'locale')}
          disabled={fixed}
          onChange={(locale) => {
            put('locale', locale || undefined);
          }}
        />
      </LanguagesFold>
      <RecipientFold fixed={fixed} />
      <ReferencesFold fixed={fixed} />
      <Fold title={say('online')} note={textOf(definition, 'online')}>
        <WordsField
          oneLine
          label={say('onlineAddress')}
          value={textOf(definition, 'online')}
          disabled={fixed}
          onChange={(online) => {
            put('online', online || undefined);
          }}
        />
        <NumberField
          label={say('smsLimit')}
          value={Number(sms.limit ?? 3)}
          min={1}
          max={20}
          disabled={fixed}
          onChange={(limit) => {
            put('sms', changed(sms, 'limit', limit === 3 ? undefined : limit));
          }}
        />
        <SwitchField
          label={say('transliterate')}
          value={sms.transliterate === true}
          disabled={fixed}
          onChange={(on) => {
            put('sms', changed(sms, 'transliterate', on || undefined));
          }}
        />
      </Fold>
      <Fold title={say('data')}>
        <ValueField
          label={say('key')}
          value={textOf(definition, 'key')}
          fits={isText}
          disabled={fixed}
          onChange={(key) => {
            put('key', key);
          }}
        />
        <ValueField
          label={say('issued')}
          value={textOf(definition, 'issued')}
          fits={isDay}
          disabled={fixed}
          onChange={(issued) => {
            put('issued', issued);
          }}
        />
        <ValueField
          label={say('customer')}
          value={textOf(archive, 'customer')}
          fits={isText}
          disabled={fixed}
          onChange={(customer) => {
            put('archive', changed(archive, 'customer', customer));
          }}
        />
        <ValueField
          label={say('period')}
          value={textOf(archive, 'period')}
          disabled={fixed}
          onChange={(period) => {
            put('archive', changed(archive, 'period', period));
          }}
        />
      </Fold>
    </>
  );
}

function isText(variable: { readonly kind: string }): boolean {
  return variable.kind === 'text';
}

function isDay(variable: { readonly kind: string }): boolean {
  return variable.kind === 'date' || variable.kind === 'datetime';
}
