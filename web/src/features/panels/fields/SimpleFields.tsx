import { NumberInput, Select, Switch, TagsInput, TextInput, Textarea } from '@mantine/core';

import { Row } from './Row';
import { useDraft } from './useDraft';

interface Common<T> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  disabled?: boolean | undefined;
}

/** A text of one line, without markup. */
export function TextField({
  label,
  value,
  onChange,
  disabled,
  placeholder,
  code = false,
}: Common<string> & { placeholder?: string | undefined; code?: boolean }) {
  const draft = useDraft(value, onChange);
  return (
    <Row label={label}>
      {(id) => (
        <TextInput
          id={id}
          size="xs"
          value={draft.value}
          disabled={disabled}
          placeholder={placeholder}
          styles={code ? { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } : {}}
          onChange={(event) => {
            draft.change(event.currentTarget.value);
          }}
          onBlur={draft.leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter') draft.settle();
          }}
        />
      )}
    </Row>
  );
}

/** A text of several lines, without markup. */
export function LongTextField({ label, value, onChange, disabled }: Common<string>) {
  const draft = useDraft(value, onChange);
  return (
    <Row label={label} stacked>
      {(id) => (
        <Textarea
          id={id}
          size="xs"
          autosize
          minRows={2}
          maxRows={8}
          value={draft.value}
          disabled={disabled}
          onChange={(event) => {
            draft.change(event.currentTarget.value);
          }}
          onBlur={draft.leave}
        />
      )}
    </Row>
  );
}

/** A number; none when the field is empty. */
export function NumberField({
  label,
  value,
  onChange,
  disabled,
  min,
  max,
  suffix,
  placeholder,
}: Common<number | undefined> & {
  min?: number;
  max?: number;
  suffix?: string;
  placeholder?: string;
}) {
  const draft = useDraft<number | undefined>(value, onChange);
  return (
    <Row label={label}>
      {(id) => (
        <NumberInput
          id={id}
          size="xs"
          value={draft.value ?? ''}
          disabled={disabled}
          min={min}
          max={max}
          suffix={suffix}
          placeholder={placeholder}
          clampBehavior="blur"
          onChange={(next) => {
            draft.change(typeof next === 'number' ? next : undefined);
          }}
          onBlur={draft.leave}
        />
      )}
    </Row>
  );
}

/** One of a few. */
export function ChoiceField<T extends string>({
  label,
  value,
  onChange,
  disabled,
  options,
}: Common<T> & { options: readonly { readonly value: T; readonly label: string }[] }) {
  return (
    <Row label={label}>
      {(id) => (
        <Select
          id={id}
          size="xs"
          data={[...options]}
          value={value}
          disabled={disabled}
          allowDeselect={false}
          comboboxProps={{ shadow: 'md' }}
          onChange={(next) => {
            const chosen = options.find((option) => option.value === next);
            if (chosen) onChange(chosen.value);
          }}
        />
      )}
    </Row>
  );
}

export function SwitchField({ label, value, onChange, disabled }: Common<boolean>) {
  return (
    <Row label={label}>
      {(id) => (
        <Switch
          id={id}
          size="sm"
          checked={value}
          disabled={disabled}
          onChange={(event) => {
            onChange(event.currentTarget.checked);
          }}
        />
      )}
    </Row>
  );
}

/** Several short texts, or several of what there is. */
export function TagsField({
  label,
  value,
  onChange,
  disabled,
  options = [],
  placeholder,
  stacked = false,
}: Common<readonly string[]> & {
  options?: readonly string[];
  placeholder?: string | undefined;
  stacked?: boolean;
}) {
  return (
    <Row label={label} stacked={stacked}>
      {(id) => (
        <TagsInput
          id={id}
          size="xs"
          data={[...options]}
          value={[...value]}
          disabled={disabled}
          placeholder={value.length ? undefined : placeholder}
          comboboxProps={{ shadow: 'md' }}
          onChange={onChange}
        />
      )}
    </Row>
  );
}
