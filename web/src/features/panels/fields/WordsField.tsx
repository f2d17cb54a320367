import { ActionIcon, Popover } from '@mantine/core';
import { IconVariablePlus } from '@tabler/icons-react';
import type { EditorView } from '@tiptap/pm/view';
import { useEffect, useRef, useState } from 'react';

import { useWords } from '~/app/words';
import { placeholder, standardExpression, type Named } from '~/format/expressions';

import { ChipForm } from './ChipForm';
import classes from './Fields.module.css';
import { usePlace } from './place';
import { Row } from './Row';
import { chipLabel } from './shownValue';
import { useDraft } from './useDraft';
import { VariablePicker } from './VariablePicker';
import { fieldWords } from './words';
import {
  changeChip,
  createWordsView,
  insertSource,
  showText,
  type ChipPlace,
  type WordsViewOptions,
} from './wordsView';

interface WordsFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  disabled?: boolean | undefined;
  oneLine?: boolean;
  /** Told of every key, for what counts along. */
  onTyping?: (value: string) => void;
  /** The label is for screen readers alone: what stands around says what it is. */
  bare?: boolean;
  /** Given on when the field is left, not after every pause. */
  patient?: boolean;
  /** The language of the words, for who reads them out. */
  lang?: string | undefined;
}

/** A text with the values of the data as chips, which are chosen and formatted without writing code. */
export function WordsField(props: WordsFieldProps) {
  if (props.bare) return <WordsInput {...props} id={undefined} />;
  return (
    <Row label={props.label} stacked>
      {(id) => <WordsInput {...props} id={id} />}
    </Row>
  );
}

type Open = { readonly kind: 'insert' } | ({ readonly kind: 'chip' } & ChipPlace) | null;

function WordsInput({
  label,
  value,
  onChange,
  disabled = false,
  oneLine = false,
  onTyping,
  patient = false,
  lang,
  id,
}: WordsFieldProps & { id: string | undefined }) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const mount = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const options = useRef<WordsViewOptions | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const draft = useDraft(value, onChange, patient ? Infinity : undefined);

  // What the view asks for while it lives: always of the newest rendering.
  const live = useRef({ known, disabled, draft, onTyping });
  useEffect(() => {
    live.current = { known, disabled, draft, onTyping };
  });

  useEffect(() => {
    if (!mount.current) return;
    options.current = {
      text: value,
      oneLine,
      attributes: {
        class: classes.words ?? '',
        role: 'textbox',
        'aria-multiline': String(!oneLine),
        ...(lang === undefined ? {} : { lang }),
        ...(id === undefined ? { 'aria-label': label } : { id, 'aria-labelledby': `${id}-label` }),
      },
      editable: () => !live.current.disabled,
      label: (source) => chipLabel(source.slice(2, -2).trim(), live.current.known),
      onText: (text) => {
        live.current.draft.change(text);
        live.current.onTyping?.(text);
      },
      onBlur: () => {
        live.current.draft.leave();
      },
      onChip: (chip) => {
        if (!live.current.disabled) setOpen({ kind: 'chip', ...chip });
      },
      onWanted: () => {
        setOpen({ kind: 'insert' });
      },
    };
    const made = createWordsView(mount.current, options.current);
    view.current = made;
    return () => {
      view.current = null;
      made.destroy();
    };
    // The view is made once; the text it shows follows below.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [id, label, lang, oneLine]);

  const shown = useRef(value);
  useEffect(() => {
    if (!view.current || !options.current || draft.value === shown.current) return;
    shown.current = draft.value;
    if (!view.current.hasFocus() && open === null) showText(view.current, options.current, draft.value);
  }, [draft.value, open]);
  useEffect(() => {
    if (view.current && options.current && !view.current.hasFocus() && open === null)
      showText(view.current, options.current, live.current.draft.value);
  }, [known, open]);

  const close = () => {
    setOpen(null);
    view.current?.focus();
  };
  const insert = (variable: Named) => {
    if (view.current) insertSource(view.current, placeholder(standardExpression(variable)));
    close();
  };
  return (
    <Popover
      opened={open !== null}
      onChange={(opened) => {
        if (!opened) close();
      }}
      width={360}
      position="left-start"
      shadow="md"
      trapFocus
      withinPortal
      withRoles={false} // it belongs to a chip or a button, not to the whole field
    >
      <Popover.Target>
        <div className={classes.wordsHolder}>
          <div ref={mount} />
          {!disabled && (
            <ActionIcon
              className={classes.insert}
              variant="subtle"
              size={24}
              aria-label={say('insert')}
              title={say('insert')}
              onClick={() => {
                setOpen({ kind: 'insert' });
              }}
            >
              <IconVariablePlus size={15} aria-hidden />
            </ActionIcon>
          )}
        </div>
      </Popover.Target>
      <Popover.Dropdown
        p="xs"
        role="dialog"
        aria-label={open?.kind === 'chip' ? say('format') : say('insert')}
      >
        {open?.kind === 'insert' && <VariablePicker onChoose={insert} />}
        {open?.kind === 'chip' && (
          <ChipForm
            source={open.source.slice(2, -2).trim()}
            onChange={(next) => {
              if (view.current) changeChip(view.current, open.at, next === null ? null : placeholder(next));
              if (next === null) close();
            }}
            onDone={close}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
