import { Button, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';

import { useWords } from '~/app/words';
import { Repeatable } from './Repeatable';
import { ConditionField } from '../fields/ConditionField';
import { ChoiceField, NumberField, SwitchField } from '../fields/SimpleFields';
import { SortableList } from '../fields/SortableList';
import { WordsField } from '../fields/WordsField';
import type {
  ActionNode,
  BarcodeNode,
  ColumnsNode,
  FactItem,
  FactsNode,
  HeadingNode,
  ListNode,
  NoticeNode,
  ParagraphNode,
  SectionNode,
} from '~/format/nodes';

import type { NodeForm } from './form';
import { inspectorWords } from './words';

const LEVELS = ['1', '2', '3', '4'] as const;

/** Undefined where a choice is what counts anyhow, so that the file stays as short as it was. */
function unless<T>(value: T, standard: T): T | undefined {
  return value === standard ? undefined : value;
}

export function LevelField({
  value,
  onChange,
  disabled,
}: {
  value: number;
  onChange: (level: number) => void;
  disabled: boolean;
}) {
  const say = useWords(inspectorWords);
  const level = LEVELS.find((each) => Number(each) === value) ?? '2';
  return (
    <ChoiceField
      label={say('level')}
      value={level}
      disabled={disabled}
      options={LEVELS.map((each) => ({ value: each, label: each }))}
      onChange={(next) => {
        onChange(Number(next));
      }}
    />
  );
}

export function HeadingForm({ node, change, fixed }: NodeForm<HeadingNode>) {
  return (
    <LevelField
      value={node.level ?? 2}
      disabled={fixed}
      onChange={(level) => {
        change({ level: unless(level, 2) });
      }}
    />
  );
}

export function ParagraphForm({ node, change, fixed }: NodeForm<ParagraphNode>) {
  const say = useWords(inspectorWords);
  return (
    <ChoiceField
      label={say('role')}
      value={node.role ?? 'body'}
      disabled={fixed}
      options={(['body', 'lead', 'small'] as const).map((value) => ({ value, label: say(`role.${value}`) }))}
      onChange={(role) => {
        change({ role: unless(role, 'body') });
      }}
    />
  );
}

export function ListForm({ node, change, fixed }: NodeForm<ListNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <SwitchField
        label={say('ordered')}
        value={node.ordered ?? false}
        disabled={fixed}
        onChange={(ordered) => {
          change({ ordered: ordered || undefined });
        }}
      />
      <SortableList
        items={node.list}
        nameOf={(item) => item.text ?? say('itemContent')}
        disabled={fixed}
        onChange={(list) => {
          change({ list: list as never });
        }}
      >
        {(item, patch) => (
          <ConditionField
            value={item.if}
            disabled={fixed}
            onChange={(condition) => {
              patch({ if: condition });
            }}
          />
        )}
      </SortableList>
    </>
  );
}

export function FactsForm({ node, change, fixed, wordsFixed }: NodeForm<FactsNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <ChoiceField
        label={say('factStyle')}
        value={node.style ?? 'rows'}
        disabled={fixed}
        options={(['rows', 'cards'] as const).map((value) => ({ value, label: say(`factStyle.${value}`) }))}
        onChange={(style) => {
          change({ style: unless(style, 'rows') });
        }}
      />
      <Repeatable
        items={node.facts}
        stem="fact"
        add={say('addFact')}
        make={(id): FactItem => ({ id, label: say('newFact'), value: '–' })}
        nameOf={(fact) => fact.label}
        disabled={fixed}
        onChange={(facts) => {
          change({ facts: facts as never });
        }}
      >
        {(fact, patch) => (
          <>
            <WordsField
              oneLine
              label={say('label')}
              value={fact.label}
              disabled={wordsFixed}
              onChange={(label) => {
                patch({ label });
              }}
            />
            <WordsField
              oneLine
              label={say('value')}
              value={fact.value}
              disabled={wordsFixed}
              onChange={(value) => {
                patch({ value });
              }}
            />
            <SwitchField
              label={say('strong')}
              value={fact.strong ?? false}
              disabled={fixed}
              onChange={(strong) => {
                patch({ strong: strong || undefined });
              }}
            />
            <ConditionField
              value={fact.if}
              disabled={fixed}
              onChange={(condition) => {
                patch({ if: condition });
              }}
            />
          </>
        )}
      </Repeatable>
    </>
  );
}

export function ColumnsForm({ node, change, fixed }: NodeForm<ColumnsNode>) {
  const say = useWords(inspectorWords);
  const count = node.columns.length;
  const even = Math.floor(100 / count);
  const widths = node.widths ?? [];
  const sum = widths.reduce((total, width) => total + width, 0);
  return (
    <>
      <SwitchField
        label={say('evenWidths')}
        value={widths.length === 0}
        disabled={fixed}
        onChange={(equal) => {
          change({ widths: equal ? undefined : node.columns.map(() => even) });
        }}
      />
      {widths.map((width, index) => (
        <NumberField
          key={index}
          label={say('columnNumber', { number: index + 1 })}
          value={width}
          min={1}
          max={100}
          suffix=" %"
          disabled={fixed}
          onChange={(next) => {
            change({ widths: widths.map((each, at) => (at === index ? (next ?? even) : each)) });
          }}
        />
      ))}
      {sum > 100 && (
        <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="alert">
          {say('widthsAll', { sum })}
        </Text>
      )}
    </>
  );
}

export function SectionForm({ node, change, fixed, wordsFixed }: NodeForm<SectionNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <OptionalWords
        label={say('title')}
        add={say('addTitle')}
        value={node.title}
        disabled={wordsFixed}
        onChange={(title) => {
          change({ title });
        }}
      />
      {node.title !== undefined && (
        <LevelField
          value={node.level ?? 2}
          disabled={fixed}
          onChange={(level) => {
            change({ level: unless(level, 2) });
          }}
        />
      )}
      <ChoiceField
        label={say('sectionStyle')}
        value={node.style ?? 'plain'}
        disabled={fixed}
        options={(['plain', 'card'] as const).map((value) => ({
          value,
          label: say(`sectionStyle.${value}`),
        }))}
        onChange={(style) => {
          change({ style: unless(style, 'plain') });
        }}
      />
      <SwitchField
        label={say('keep')}
        value={node.keep ?? false}
        disabled={fixed}
        onChange={(keep) => {
          change({ keep: keep || undefined });
        }}
      />
    </>
  );
}

export function BarcodeForm({ node, change, fixed, wordsFixed }: NodeForm<BarcodeNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <ChoiceField
        label={say('symbology')}
        value={node.symbology ?? 'qr'}
        disabled={fixed}
        options={(['qr', 'epc-qr', 'datamatrix', 'code128'] as const).map((value) => ({
          value,
          label: say(`symbology.${value}`),
        }))}
        onChange={(symbology) => {
          change({ symbology: unless(symbology, 'qr') });
        }}
      />
      <WordsField
        label={say('payload')}
        value={node.barcode}
        disabled={fixed}
        onChange={(barcode) => {
          change({ barcode });
        }}
      />
      <WordsField
        label={say('alt')}
        value={node.alt}
        disabled={wordsFixed}
        onChange={(alt) => {
          change({ alt });
        }}
      />
      <OptionalWords
        label={say('caption')}
        add={say('addTitle')}
        value={node.caption}
        disabled={wordsFixed}
        onChange={(caption) => {
          change({ caption });
        }}
      />
    </>
  );
}

export function ActionForm({ node, change, fixed, wordsFixed }: NodeForm<ActionNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <WordsField
        oneLine
        label={say('label')}
        value={node.action}
        disabled={wordsFixed}
        onChange={(action) => {
          change({ action });
        }}
      />
      <WordsField
        oneLine
        label={say('url')}
        value={node.url}
        disabled={fixed}
        onChange={(url) => {
          change({ url });
        }}
      />
    </>
  );
}

export function NoticeForm({ node, change, fixed, wordsFixed }: NodeForm<NoticeNode>) {
  const say = useWords(inspectorWords);
  return (
    <>
      <ChoiceField
        label={say('tone')}
        value={node.tone ?? 'neutral'}
        disabled={fixed}
        options={(['neutral', 'info', 'success', 'warning', 'legal'] as const).map((value) => ({
          value,
          label: say(`tone.${value}`),
        }))}
        onChange={(tone) => {
          change({ tone: unless(tone, 'neutral') });
        }}
      />
      <OptionalWords
        label={say('title')}
        add={say('addTitle')}
        value={node.title}
        disabled={wordsFixed}
        onChange={(title) => {
          change({ title });
        }}
      />
    </>
  );
}

/** A text that need not be there: a button until it is. */
export function OptionalWords({
  label,
  add,
  value,
  onChange,
  disabled,
  beginning,
}: {
  label: string;
  add: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  disabled?: boolean | undefined;
  beginning?: string;
}) {
  if (value === undefined)
    return (
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={disabled}
          leftSection={<IconPlus size={13} aria-hidden />}
          onClick={() => {
            onChange(beginning ?? label);
          }}
        >
          {add}
        </Button>
      </div>
    );
  return (
    <WordsField
      oneLine
      label={label}
      value={value}
      disabled={disabled}
      onChange={(next) => {
        onChange(next === '' ? undefined : next);
      }}
    />
  );
}
