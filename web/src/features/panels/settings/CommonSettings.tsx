import type { ReactNode } from 'react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';

import { LongTextField, TagsField, TextField } from '../fields/SimpleFields';
import { Fold } from '../inspector/Fold';
import { textOf, textsOf } from './read';
import { settingsWords } from './words';

const LOCALE = /^[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?$/;

/** Title, what it is for, tags and countries. */
export function AboutFold({ fixed, children }: { fixed: boolean; children?: ReactNode }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const { definition } = session;
  return (
    <Fold title={say('about')} opened>
      <TextField
        label={say('title')}
        value={textOf(definition, 'title')}
        disabled={fixed}
        onChange={(title) => {
          if (title) session.updateDefinition({ title });
        }}
      />
      {children}
      {session.kind === 'template' && (
        <LongTextField
          label={say('description')}
          value={textOf(definition, 'description')}
          disabled={fixed}
          onChange={(text) => {
            session.updateDefinition({ description: text || undefined });
          }}
        />
      )}
      <TagsField
        stacked
        label={say('tags')}
        value={textsOf(definition, 'tags')}
        placeholder={say('addTag')}
        disabled={fixed}
        onChange={(tags) => {
          session.updateDefinition({ tags: tags.length ? tags : undefined });
        }}
      />
      <TagsField
        stacked
        label={say('jurisdictions')}
        value={textsOf(definition, 'jurisdictions')}
        placeholder={say('jurisdictionsHint')}
        disabled={fixed}
        onChange={(typed) => {
          const codes = typed.map((each) => each.toUpperCase()).filter((each) => /^[A-Z]{2}$/.test(each));
          session.updateDefinition({ jurisdictions: codes.length ? codes : undefined });
        }}
      />
    </Fold>
  );
}

/** The language it is written in, and those it is translated into. */
export function LanguagesFold({ fixed, children }: { fixed: boolean; children?: ReactNode }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const formats = useFormats();
  const locales = textsOf(session.definition, 'locales');
  const source = textOf(session.definition, 'language');
  return (
    <Fold title={say('languages')} note={[source, ...locales].join(', ')}>
      <TextField label={say('source')} value={formats.language(source)} disabled onChange={() => undefined} />
      <TagsField
        stacked
        label={say('others')}
        value={locales}
        placeholder={say('addLanguage')}
        disabled={fixed}
        onChange={(typed) => {
          const tags = typed.filter((each) => LOCALE.test(each) && each !== source);
          session.updateDefinition({ locales: tags.length ? tags : undefined });
        }}
      />
      {children}
    </Fold>
  );
}
