import { Group, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';

import { useWords } from '~/app/words';
import {
  FILTERS,
  kindOfData,
  PLURAL_FORMS,
  printFormatted,
  writersFor,
  type Applied,
  type Formatted,
  type Named,
  type Parameter,
} from '~/format/expressions';

import { usePlace } from './place';
import { Row } from './Row';
import { shownExpression } from './shownValue';
import { without } from './without';
import { fieldWords, type FieldKey, type SayField } from './words';

type Missing = 'error' | 'nothing' | 'text';

const TEXT_CASES = ['upper', 'lower'] as const;

interface FormatPickerProps {
  variable: Named;
  value: Formatted;
  onChange: (value: Formatted) => void;
}

/** How a value is written for the reader: the filter and its options, and what stands there when it is missing. */
export function FormatPicker({ variable, value, onChange }: FormatPickerProps) {
  const say = useWords(fieldWords);
  const place = usePlace();
  const names = filtersFor(variable);
  const last = value.filters.at(-1);
  const current = last && names.includes(last.name) ? last : undefined;
  const others = current ? value.filters.slice(0, -1) : value.filters;
  const filter = (applied: Applied | undefined) => {
    onChange({ ...value, filters: applied ? [...others, applied] : others });
  };
  const signature = current && FILTERS.get(current.name);
  const example = shownExpression(printFormatted(value), place);
  return (
    <Stack gap={6}>
      {names.length > 0 && (
        <Row label={say('format')}>
          {(id) => (
            <Select
              id={id}
              size="xs"
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              value={current?.name ?? ''}
              data={[
                ...(needsFilter(variable) ? [] : [{ value: '', label: say('asIs') }]),
                ...names.map((name) => ({ value: name, label: labelled(say, 'format', name) })),
              ]}
              onChange={(name) => {
                filter(name ? { name, options: beginning(name) } : undefined);
              }}
            />
          )}
        </Row>
      )}
      {current?.name === 'plural' ? (
        <PluralForms locale={place.locale} value={current} onChange={filter} />
      ) : (
        signature?.parameters.map((parameter) => (
          <Option
            key={parameter.name}
            parameter={parameter}
            value={current?.options[parameter.name] ?? parameter.standard ?? ''}
            onChange={(next) => {
              if (!current) return;
              const rest = without(current.options, parameter.name);
              filter({ ...current, options: next === '' ? rest : { ...rest, [parameter.name]: next } });
            }}
          />
        ))
      )}
      {(variable.optional || value.missing !== undefined) && (
        <MissingField value={value} onChange={onChange} />
      )}
      <Group gap={8} wrap="nowrap" align="baseline">
        <Text size="xs" c="dimmed" w={92} style={{ flex: 'none' }}>
          {say('example')}
        </Text>
        <Text size="sm" fw={500} aria-live="polite">
          {example ?? say('noExample')}
        </Text>
      </Group>
    </Stack>
  );
}

function labelled(say: SayField, kind: string, name: string): string {
  return say(`${kind}.${name}` as FieldKey);
}

function filtersFor(variable: Named): readonly string[] {
  const kind = kindOfData(variable.kind);
  const names = writersFor(kind, variable.format).map((each) => each.name);
  if (kind === 'text')
    return [...names.filter((name) => name !== 'name' || variable.format === 'name'), ...TEXT_CASES];
  return names;
}

function needsFilter(variable: Named): boolean {
  return kindOfData(variable.kind) !== 'text';
}

function beginning(name: string): Readonly<Record<string, string>> {
  if (name === 'plural') return { one: '#', other: '#' };
  return name === 'unit' ? { unit: 'kilowatt-hour' } : {};
}

const UNITS = [
  'kilowatt-hour', 'cubic-meter', 'liter', 'meter', 'kilometer', 'kilogram', 'day', 'month', 'year', 'hour',
  'minute', 'celsius', 'percent',
]; // prettier-ignore

function Option({
  parameter,
  value,
  onChange,
}: {
  parameter: Parameter;
  value: string;
  onChange: (value: string) => void;
}) {
  const say = useWords(fieldWords);
  const digits = ['0', '1', '2', '3', '4'].map((each) => ({ value: each, label: each }));
  const data =
    parameter.kind === 'integer'
      ? [{ value: '', label: say('allDigits') }, ...digits]
      : parameter.choices
        ? parameter.choices.map((each) => ({ value: each, label: labelled(say, 'style', each) }))
        : [...new Set([...UNITS, value])].map((each) => ({ value: each, label: each }));
  return (
    <Row label={labelled(say, 'option', parameter.name)}>
      {(id) => (
        <Select
          id={id}
          size="xs"
          allowDeselect={false}
          searchable={parameter.name === 'unit'}
          comboboxProps={{ withinPortal: false }}
          data={data}
          value={value}
          onChange={(next) => {
            onChange(next ?? '');
          }}
        />
      )}
    </Row>
  );
}

/** The words for each plural form that the language has. */
function PluralForms({
  locale,
  value,
  onChange,
}: {
  locale: string;
  value: Applied;
  onChange: (value: Applied) => void;
}) {
  const say = useWords(fieldWords);
  const needed: readonly string[] = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  const forms = PLURAL_FORMS.filter((form) => needed.includes(form) || form in value.options);
  return (
    <>
      {forms.map((form) => (
        <Row key={form} label={say(`plural.${form}`)}>
          {(id) => (
            <TextInput
              id={id}
              size="xs"
              value={value.options[form] ?? ''}
              placeholder={say('pluralHint')}
              onChange={(event) => {
                const rest = without(value.options, form);
                const words = event.currentTarget.value;
                const keep = words !== '' || form === 'other';
                onChange({ ...value, options: keep ? { ...rest, [form]: words } : rest });
              }}
            />
          )}
        </Row>
      ))}
    </>
  );
}

function MissingField({ value, onChange }: { value: Formatted; onChange: (value: Formatted) => void }) {
  const say = useWords(fieldWords);
  const chosen: Missing = value.missing === undefined ? 'error' : value.missing === '' ? 'nothing' : 'text';
  return (
    <Row label={say('whenMissing')} stacked>
      {(id) => (
        <>
          <SegmentedControl
            aria-labelledby={`${id}-label`}
            id={id}
            size="xs"
            fullWidth
            data={[
              { value: 'nothing', label: say('missingNothing') },
              { value: 'text', label: say('missingText') },
              { value: 'error', label: say('missingError') },
            ]}
            value={chosen}
            onChange={(next) => {
              const { path, filters } = value;
              if (next === 'error') onChange({ path, filters });
              else onChange({ path, filters, missing: next === 'nothing' ? '' : '–' });
            }}
          />
          {chosen === 'text' && (
            <TextInput
              size="xs"
              aria-label={say('missingTextLabel')}
              value={value.missing ?? ''}
              onChange={(event) => {
                onChange({ ...value, missing: event.currentTarget.value });
              }}
            />
          )}
          {chosen === 'error' && (
            <Text size="xs" c="dimmed">
              {say('missingErrorWhy')}
            </Text>
          )}
        </>
      )}
    </Row>
  );
}
