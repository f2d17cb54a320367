import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';

import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import type { Json, JsonObject } from '~/format/nodes';

import { ConditionField } from '../fields/ConditionField';
import { isList, ValueField } from '../fields/ValueField';
import { WordsField } from '../fields/WordsField';
import { Fold } from '../inspector/Fold';
import { changed, objectOf, textOf } from './read';
import { settingsWords } from './words';

type Line = string | JsonObject;

/** Whom it is for: name, address, email and telephone, from the data. */
export function RecipientFold({ fixed }: { fixed: boolean }) {
  const say = useWords(settingsWords);
  const session = useEditorSession();
  const recipient = objectOf(session.definition, 'recipient');
  const put = (name: string, value: Json | undefined) => {
    session.updateDefinition({ recipient: changed(recipient, name, value) });
  };
  const lines = (Array.isArray(recipient.address) ? recipient.address : []) as readonly Line[];
  const putLines = (next: readonly Line[]) => {
    put('address', next.length ? next : undefined);
  };
  return (
    <Fold title={say('recipient')}>
      {(['name', 'email', 'phone'] as const).map((name) => (
        <WordsField
          key={name}
          oneLine
          label={say(name === 'name' ? 'recipientName' : name)}
          value={textOf(recipient, name)}
          disabled={fixed}
          onChange={(value) => {
            put(name, value || undefined);
          }}
        />
      ))}
      {lines.map((line, index) => (
        <Group key={index} gap={2} wrap="nowrap" align="flex-end">
          <div style={{ flex: 1, minWidth: 0 }}>
            <AddressLine
              label={say('line', { number: index + 1 })}
              line={line}
              fixed={fixed}
              onChange={(next) => {
                putLines(lines.map((each, at) => (at === index ? next : each)));
              }}
            />
          </div>
          <ActionIcon
            size={28}
            variant="subtle"
            color="gray"
            disabled={fixed}
            aria-label={say('removeLine', { number: index + 1 })}
            onClick={() => {
              putLines(lines.filter((_, at) => at !== index));
            }}
          >
            <IconTrash size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group gap={4}>
        {(['addLine', 'addList'] as const).map((name) => (
          <Button
            key={name}
            size="compact-sm"
            variant="subtle"
            disabled={fixed || lines.length >= 12}
            leftSection={<IconPlus size={13} aria-hidden />}
            onClick={() => {
              putLines([...lines, name === 'addLine' ? '' : { each: '' }]);
            }}
          >
            {say(name)}
          </Button>
        ))}
      </Group>
    </Fold>
  );
}

function AddressLine({
  label,
  line,
  fixed,
  onChange,
}: {
  label: string;
  line: Line;
  fixed: boolean;
  onChange: (line: Line) => void;
}) {
  const told: JsonObject = typeof line === 'string' ? { text: line } : line;
  // A line that is a text only is written as one.
  const put = (name: string, value: string | undefined) => {
    const made = changed(told, name, value) ?? {};
    const [only] = Object.keys(made);
    onChange(
      only === undefined
        ? ''
        : only === 'text' && Object.keys(made).length === 1
          ? textOf(made, 'text')
          : made,
    );
  };
  const condition = textOf(told, 'if') || undefined;
  return (
    <>
      {'each' in told ? (
        <ValueField
          label={label}
          value={textOf(told, 'each')}
          fits={isList}
          disabled={fixed}
          onChange={(each) => {
            onChange({ ...told, each });
          }}
        />
      ) : (
        <WordsField
          oneLine
          label={label}
          value={textOf(told, 'text')}
          disabled={fixed}
          onChange={(text) => {
            put('text', text);
          }}
        />
      )}
      {condition !== undefined && (
        <ConditionField
          value={condition}
          disabled={fixed}
          onChange={(next) => {
            put('if', next);
          }}
        />
      )}
    </>
  );
}
