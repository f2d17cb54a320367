import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { JsonObject } from '~/format/nodes';

import { ChoiceField, TextField } from '../fields/SimpleFields';
import { without } from '../fields/without';
import { Fold } from '../inspector/Fold';
import { Repeatable } from '../inspector/Repeatable';
import { objectOf, textOf } from './read';
import { settingsWords } from './words';

const KINDS = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  decimal: { type: 'number' },
  money: { format: 'money' },
  date: { type: 'string', format: 'date' },
  phone: { type: 'string', format: 'phone' },
  iban: { type: 'string', format: 'iban' },
  email: { type: 'string', format: 'email' },
  url: { type: 'string', format: 'url' },
} as const;
type SlotKind = keyof typeof KINDS;
const NAMES = Object.keys(KINDS) as SlotKind[];

interface Entry {
  readonly id: string;
  readonly schema: JsonObject;
}

function kindOf(schema: JsonObject): SlotKind | 'other' {
  const found = NAMES.find((name) => {
    const told: JsonObject = KINDS[name];
    return told.type === schema.type && told.format === schema.format;
  });
  return found ?? 'other';
}

function freshName(slots: JsonObject): string {
  for (let number = 1; ; number += 1) {
    const name = `value_${number.toString()}`;
    if (!(name in slots)) return name;
  }
}

/** What a block asks the letter for: its names, with kind and example. Further keywords stay as they are. */
export function SlotsFold({ fixed }: { fixed: boolean }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const slots = objectOf(session.definition, 'slots');
  const entries = Object.keys(slots).map((id): Entry => ({ id, schema: objectOf(slots, id) }));
  const put = (next: readonly Entry[]) => {
    const made = Object.fromEntries(next.map(({ id, schema }) => [id, schema]));
    session.updateDefinition({ slots: next.length ? made : undefined });
  };
  return (
    <Fold title={say('slots')} note={entries.length || undefined}>
      <Repeatable
        items={entries}
        stem="value"
        least={0}
        add={say('addSlot')}
        make={(): Entry => ({ id: freshName(slots), schema: { type: 'string', maxLength: 100 } })}
        nameOf={({ id, schema }) => textOf(schema, 'title') || id}
        disabled={fixed}
        onChange={put}
      >
        {({ id, schema }, patch) => (
          <>
            <TextField
              code
              label={say('slotName')}
              value={id}
              disabled={fixed}
              onChange={(name) => {
                if (/^[a-z][a-z0-9_]{0,63}$/.test(name) && !(name in slots)) patch({ id: name });
              }}
            />
            <TextField
              label={say('slotTitle')}
              value={textOf(schema, 'title')}
              disabled={fixed}
              onChange={(title) => {
                patch({ schema: { ...schema, title } });
              }}
            />
            <ChoiceField
              label={say('slotKind')}
              value={kindOf(schema)}
              disabled={fixed}
              options={[...NAMES, ...(kindOf(schema) === 'other' ? (['other'] as const) : [])].map(
                (value) => ({ value, label: say(`slot.${value}`) }),
              )}
              onChange={(kind) => {
                if (kind !== 'other')
                  patch({ schema: { ...KINDS[kind], title: textOf(schema, 'title') || id } });
              }}
            />
            <Example
              schema={schema}
              fixed={fixed}
              onChange={(next) => {
                patch({ schema: next });
              }}
            />
          </>
        )}
      </Repeatable>
    </Fold>
  );
}

function Example({
  schema,
  fixed,
  onChange,
}: {
  schema: JsonObject;
  fixed: boolean;
  onChange: (schema: JsonObject) => void;
}) {
  const say = useWords(settingsWords);
  const [example] = Array.isArray(schema.examples) ? (schema.examples as unknown[]) : [];
  const kind = kindOf(schema);
  if (kind === 'money' || kind === 'other') return null;
  const numeric = kind === 'integer' || kind === 'decimal';
  return (
    <TextField
      label={say('slotExample')}
      value={typeof example === 'string' || typeof example === 'number' ? String(example) : ''}
      disabled={fixed}
      onChange={(typed) => {
        const value = numeric ? Number(typed) : typed;
        const rest = without(schema, 'examples');
        onChange(typed === '' || (numeric && Number.isNaN(value)) ? rest : { ...schema, examples: [value] });
      }}
    />
  );
}
