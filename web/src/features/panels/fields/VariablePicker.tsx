import { Badge, Combobox, Group, ScrollArea, Text, useCombobox } from '@mantine/core';
import {
  IconLetterT, IconBraces, IconCalendar, IconCoins, IconHash, IconList, IconToggleLeft, type TablerIcon,
} from '@tabler/icons-react'; // prettier-ignore
import { useEffect, useMemo, useState } from 'react';

import { useWords } from '~/app/words';
import { kindOfData, valueOf, parseExpression, type DataKind, type Named } from '~/format/expressions';

import classes from './Fields.module.css';
import { usePlace } from './place';
import { shownValue } from './shownValue';
import { fieldWords } from './words';

const ICONS: Readonly<Record<DataKind, TablerIcon>> = {
  text: IconLetterT,
  integer: IconHash,
  decimal: IconHash,
  money: IconCoins,
  date: IconCalendar,
  datetime: IconCalendar,
  time: IconCalendar,
  boolean: IconToggleLeft,
  list: IconList,
  object: IconBraces,
};

export function KindIcon({ kind, size = 15 }: { kind: string; size?: number }) {
  const Icon = ICONS[kindOfData(kind)];
  return <Icon size={size} stroke={1.7} aria-hidden />;
}

interface VariablePickerProps {
  /** Which variables may be chosen; all when left out. */
  fits?: (variable: Named) => boolean;
  onChoose: (variable: Named) => void;
  autoFocus?: boolean;
}

/** The variables of the place by their business names, searchable, grouped by what they belong to. */
export function VariablePicker({ fits, onChoose, autoFocus = true }: VariablePickerProps) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const [search, setSearch] = useState('');
  // It stands open in what holds it, so the keys always mean the list.
  const combobox = useCombobox({ opened: true });
  const groups = useMemo(
    () =>
      grouped(
        known.filter((each) => (fits?.(each) ?? true) && matches(each, search, known)),
        known,
      ),
    [fits, known, search],
  );
  // The first of what is found is what Enter takes, once the list shows it.
  const { selectFirstOption } = combobox;
  useEffect(() => {
    selectFirstOption();
  }, [groups, selectFirstOption]);
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(spelled) => {
        const chosen = known.find((each) => each.spelled === spelled);
        if (chosen) onChoose(chosen);
      }}
    >
      <Combobox.EventsTarget>
        <Combobox.Search
          value={search}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
          size="xs"
          placeholder={say('searchVariables')}
          aria-label={say('searchVariables')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
          }}
        />
      </Combobox.EventsTarget>
      <ScrollArea.Autosize mah={300} type="auto" offsetScrollbars="present">
        <Combobox.Options aria-label={say('chooseVariable')}>
          {groups.map(({ title, members }) => (
            <Combobox.Group key={title} label={title || say('everywhere')}>
              {members.map((variable) => (
                <Combobox.Option key={variable.spelled} value={variable.spelled} p={0}>
                  <Offer variable={variable} />
                </Combobox.Option>
              ))}
            </Combobox.Group>
          ))}
          {!groups.length && <Combobox.Empty>{say('noVariables')}</Combobox.Empty>}
        </Combobox.Options>
      </ScrollArea.Autosize>
    </Combobox>
  );
}

function Offer({ variable }: { variable: Named }) {
  const say = useWords(fieldWords);
  const { scope, locale } = usePlace();
  const value = shownValue(variable, valueOf(parseExpression(variable.spelled), scope, locale), locale);
  return (
    <Group className={classes.option} gap={8} wrap="nowrap" align="flex-start">
      <Text span c="dimmed" pt={2} lh={1}>
        <KindIcon kind={variable.kind} />
      </Text>
      <div style={{ minWidth: 0, flex: 1 }}>
        <Group gap={6} wrap="nowrap" justify="space-between">
          <Text size="sm" lh={1.3} truncate>
            {variable.name}
          </Text>
          {variable.kind === 'list' ? (
            <Badge size="xs" variant="light" tt="none">
              {say('list')}
            </Badge>
          ) : (
            <Text size="xs" c="dimmed" truncate maw={130}>
              {value}
            </Text>
          )}
        </Group>
        {(variable.description || variable.optional) && (
          <Text size="xs" c="dimmed" lh={1.3} lineClamp={2}>
            {[variable.description, variable.optional ? say('mayBeMissing') : ''].filter(Boolean).join(' · ')}
          </Text>
        )}
      </div>
    </Group>
  );
}

function matches(variable: Named, search: string, known: readonly Named[]): boolean {
  const wanted = search.trim().toLowerCase();
  if (!wanted) return true;
  const texts = [variable.name, variable.description, variable.spelled, titleOf(variable, known)];
  return wanted.split(/\s+/).every((word) => texts.some((text) => text.toLowerCase().includes(word)));
}

interface Grouping {
  readonly title: string;
  readonly members: readonly Named[];
}

// What a variable belongs to: the item of a list, or the object around it by its business names.
function grouped(variables: readonly Named[], known: readonly Named[]): readonly Grouping[] {
  const groups = new Map<string, Named[]>();
  for (const variable of variables) {
    const title = titleOf(variable, known);
    groups.set(title, [...(groups.get(title) ?? []), variable]);
  }
  return [...groups].map(([title, members]) => ({ title, members }));
}

export function titleOf(variable: Named, known: readonly Named[]): string {
  const parent = variable.spelled.split('.').slice(0, -1).join('.');
  if (!parent) return '';
  const holder = known.find((each) => each.spelled === parent);
  if (holder) return [titleOf(holder, known), holder.name].filter(Boolean).join(' · ');
  const list = known.find((each) => variable.path.startsWith(`${each.path}[]`));
  return list?.name ?? parent;
}
