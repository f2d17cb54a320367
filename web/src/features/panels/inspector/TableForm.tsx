import { Button, Text } from '@mantine/core';

import { useWords } from '~/app/words';
import type { TableColumn, TableNode, TotalRow } from '~/format/nodes';

import { ConditionField } from '../fields/ConditionField';
import { PlaceAt } from '../fields/place';
import { ChoiceField, NumberField, SwitchField, TextField } from '../fields/SimpleFields';
import { isList, ValueField } from '../fields/ValueField';
import { without } from '../fields/without';
import { WordsField } from '../fields/WordsField';
import { Fold } from './Fold';
import type { NodeForm } from './form';
import classes from './Inspector.module.css';
import { Repeatable } from './Repeatable';
import { OptionalWords } from './TextForms';
import { inspectorWords } from './words';

/** A table: its list and columns at once; title, groups, totals and the rest folded away. */
export function TableForm(form: NodeForm<TableNode>) {
  const { node, change, fixed, wordsFixed } = form;
  const say = useWords(inspectorWords);
  const binding = { name: node.as ?? 'row', rows: node.table };
  const sum = node.columns.reduce((total, column) => total + Number(column.width ?? 0), 0);
  return (
    <>
      <div className={classes.body}>
        <ValueField
          label={say('list')}
          value={node.table}
          fits={isList}
          disabled={fixed}
          onChange={(table) => {
            change({ table });
          }}
        />
        <PlaceAt id={node.id} inner={binding}>
          <Repeatable
            items={node.columns}
            stem="column"
            most={12}
            add={say('addColumn')}
            make={(id): TableColumn => ({ id, header: say('newColumn'), value: '–' })}
            nameOf={(column) => column.header}
            noteOf={(column) => (
              <Text span size="xs" c="dimmed">
                {column.width === undefined ? '' : `${String(column.width)} %`}
              </Text>
            )}
            disabled={fixed}
            onChange={(columns) => {
              change({ columns: columns as never });
            }}
          >
            {(column, patch) => (
              <ColumnForm column={column} patch={patch} fixed={fixed} wordsFixed={wordsFixed} />
            )}
          </Repeatable>
        </PlaceAt>
        {sum > 100 && (
          <Text size="xs" c="light-dark(#c92a2a, #ff8787)" role="alert">
            {say('widthsAll', { sum })}
          </Text>
        )}
      </div>
      <Fold title={say('caption')} note={node.caption}>
        <OptionalWords
          label={say('caption')}
          add={say('addTitle')}
          value={node.caption}
          disabled={wordsFixed}
          onChange={(caption) => {
            change({ caption });
          }}
        />
        <OptionalWords
          label={say('empty')}
          add={say('empty')}
          beginning="–"
          value={node.empty}
          disabled={wordsFixed}
          onChange={(empty) => {
            change({ empty });
          }}
        />
      </Fold>
      <PlaceAt id={node.id} rows={node.table}>
        <TotalsFold {...form} />
        <GroupFold {...form} />
      </PlaceAt>
      <PlaceAt id={node.id} inner={binding}>
        <Fold title={say('carry')}>
          <Text size="xs" c="dimmed">
            {say('carryWhy')}
          </Text>
          <OptionalWords
            label={say('carry')}
            add={say('carry')}
            beginning="–"
            value={node.carry}
            disabled={fixed}
            onChange={(carry) => {
              change({ carry });
            }}
          />
          <TextField
            code
            label={say('rowName')}
            value={node.as ?? 'row'}
            disabled={fixed}
            onChange={(as) => {
              if (/^[a-z][a-z0-9_]*$/.test(as)) change({ as: as === 'row' ? undefined : as });
            }}
          />
        </Fold>
      </PlaceAt>
    </>
  );
}

function ColumnForm({
  column,
  patch,
  fixed,
  wordsFixed,
}: {
  column: TableColumn;
  patch: (patch: Partial<TableColumn>) => void;
  fixed: boolean;
  wordsFixed: boolean;
}) {
  const say = useWords(inspectorWords);
  const put = (changes: Record<string, unknown>) => {
    patch(changes);
  };
  return (
    <>
      <WordsField
        oneLine
        label={say('header')}
        value={column.header}
        disabled={wordsFixed}
        onChange={(header) => {
          patch({ header });
        }}
      />
      <WordsField
        label={say('value')}
        value={column.value}
        disabled={wordsFixed}
        onChange={(value) => {
          patch({ value });
        }}
      />
      <ChoiceField
        label={say('align')}
        value={column.align ?? 'start'}
        disabled={fixed}
        options={(['start', 'center', 'end'] as const).map((value) => ({
          value,
          label: say(`align.${value}`),
        }))}
        onChange={(align) => {
          put({ align: align === 'start' ? undefined : align });
        }}
      />
      <NumberField
        label={say('width')}
        value={column.width === undefined ? undefined : Number(column.width)}
        min={1}
        max={100}
        suffix=" %"
        placeholder={say('automatic')}
        disabled={fixed}
        onChange={(width) => {
          put({ width });
        }}
      />
      <ChoiceField
        label={say('holds')}
        value={column.kind ?? 'text'}
        disabled={fixed}
        options={(['text', 'number', 'date'] as const).map((value) => ({
          value,
          label: say(`holds.${value}`),
        }))}
        onChange={(kind) => {
          put({ kind: kind === 'text' ? undefined : kind });
        }}
      />
      <ValueField
        label={say('sortBy')}
        value={column.sort ?? ''}
        disabled={fixed}
        onChange={(sort) => {
          put({ sort: sort || undefined });
        }}
      />
    </>
  );
}

function TotalForm({
  total,
  columns,
  patch,
  fixed,
  wordsFixed,
}: {
  total: TotalRow;
  columns: readonly TableColumn[];
  patch: (patch: Partial<TotalRow>) => void;
  fixed: boolean;
  wordsFixed: boolean;
}) {
  const say = useWords(inspectorWords);
  return (
    <>
      <WordsField
        oneLine
        label={say('totalLabel')}
        value={total.label}
        disabled={wordsFixed}
        onChange={(label) => {
          patch({ label });
        }}
      />
      {columns.slice(1).map((column) => (
        <WordsField
          key={column.id}
          oneLine
          label={say('totalOf', { column: column.header })}
          value={total.values[column.id] ?? ''}
          disabled={wordsFixed}
          onChange={(value) => {
            const rest = without(total.values, column.id);
            patch({ values: value ? { ...rest, [column.id]: value } : rest });
          }}
        />
      ))}
      <SwitchField
        label={say('strong')}
        value={total.strong ?? true}
        disabled={fixed}
        onChange={(strong) => {
          patch({ strong: strong ? undefined : false });
        }}
      />
      <ConditionField
        value={total.if}
        disabled={fixed}
        onChange={(condition) => {
          patch({ if: condition });
        }}
      />
    </>
  );
}

function TotalsFold({ node, change, fixed, wordsFixed }: NodeForm<TableNode>) {
  const say = useWords(inspectorWords);
  const footer = node.footer ?? [];
  return (
    <Fold title={say('totals')} note={footer.length || undefined}>
      <Repeatable
        items={footer}
        stem="total"
        least={0}
        add={say('addTotal')}
        make={(id): TotalRow => ({ id, label: say('newTotal'), values: {} })}
        nameOf={(total) => total.label}
        disabled={fixed}
        onChange={(rows) => {
          change({ footer: rows.length ? (rows as never) : undefined });
        }}
      >
        {(total, patch) => (
          <TotalForm
            total={total}
            columns={node.columns}
            patch={patch}
            fixed={fixed}
            wordsFixed={wordsFixed}
          />
        )}
      </Repeatable>
    </Fold>
  );
}

function GroupFold({ node, change, fixed, wordsFixed }: NodeForm<TableNode>) {
  const say = useWords(inspectorWords);
  const { group } = node;
  const put = (patch: Record<string, unknown>) => {
    const made = { ...group, ...patch };
    change({
      group: Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)) as never,
    });
  };
  return (
    <Fold title={say('grouping')}>
      <PlaceAt id={node.id} inner={{ name: node.as ?? 'row', rows: node.table }}>
        <ValueField
          label={say('groupBy')}
          value={group?.by ?? ''}
          disabled={fixed}
          onChange={(by) => {
            put({ by });
          }}
        />
      </PlaceAt>
      {group && (
        <>
          <OptionalWords
            label={say('groupLabel')}
            add={say('groupLabel')}
            value={group.label}
            disabled={wordsFixed}
            onChange={(label) => {
              put({ label });
            }}
          />
          {group.subtotal && (
            <TotalForm
              total={group.subtotal}
              columns={node.columns}
              fixed={fixed}
              wordsFixed={wordsFixed}
              patch={(patch) => {
                const made = { ...group.subtotal, ...patch };
                put({
                  subtotal: Object.fromEntries(
                    Object.entries(made).filter(([, value]) => value !== undefined),
                  ),
                });
              }}
            />
          )}
          <div>
            <Button
              size="compact-sm"
              variant="subtle"
              disabled={fixed}
              onClick={() => {
                put({
                  subtotal: group.subtotal
                    ? undefined
                    : { id: 'subtotal', label: say('subtotal'), values: {} },
                });
              }}
            >
              {say(group.subtotal ? 'removeSubtotal' : 'addSubtotal')}
            </Button>
            <Button
              size="compact-sm"
              variant="subtle"
              color="red"
              disabled={fixed}
              onClick={() => {
                change({ group: undefined });
              }}
            >
              {say('removeGrouping')}
            </Button>
          </div>
        </>
      )}
    </Fold>
  );
}
