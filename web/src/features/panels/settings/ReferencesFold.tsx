import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';

import { ConditionField } from '../fields/ConditionField';
import { WordsField } from '../fields/WordsField';
import { Fold } from '../inspector/Fold';
import { Repeatable } from '../inspector/Repeatable';
import { settingsWords } from './words';

interface Reference {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly if?: string;
}

/** The facts in the letter's head, such as the customer number. */
export function ReferencesFold({ fixed }: { fixed: boolean }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const references = (session.definition.references ?? []) as unknown as readonly Reference[];
  return (
    <Fold title={say('references')} note={references.length || undefined}>
      <Repeatable
        items={references}
        stem="reference"
        least={0}
        most={12}
        add={say('addReference')}
        make={(id): Reference => ({ id, label: say('newReference'), value: '–' })}
        nameOf={(reference) => reference.label}
        disabled={fixed}
        onChange={(next) => {
          session.updateDefinition({ references: next.length ? (next as never) : undefined });
        }}
      >
        {(reference, patch) => (
          <>
            <WordsField
              oneLine
              label={say('label')}
              value={reference.label}
              disabled={fixed}
              onChange={(label) => {
                patch({ label });
              }}
            />
            <WordsField
              oneLine
              label={say('value')}
              value={reference.value}
              disabled={fixed}
              onChange={(value) => {
                patch({ value });
              }}
            />
            <ConditionField
              value={reference.if}
              disabled={fixed}
              onChange={(condition) => {
                patch({ if: condition });
              }}
            />
          </>
        )}
      </Repeatable>
    </Fold>
  );
}
