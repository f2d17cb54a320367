import { Button, Combobox, Group, Textarea, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { api, ok } from '~/api/client';
import { useWords } from '~/app/words';
import { all } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { fitting, mentioned, mentioning } from './mentioning';
import { commentWords } from './words';

const MOST = 6;

function usePeople() {
  const { data } = useQuery({
    queryKey: ['people', 'active'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const people = await all((cursor) =>
        ok(api.GET('/v1/people', { params: { query: { limit: 200, cursor } }, signal })),
      );
      return people.filter((person) => person.active);
    },
  });
  return data ?? [];
}

/** Where a comment or an answer is written; @ offers people to turn to. */
export function CommentBox({
  label,
  placeholder,
  send,
}: {
  label: string;
  placeholder: string;
  send: (text: string) => Promise<unknown>;
}) {
  const say = useWords(commentWords);
  const people = usePeople();
  const [text, setText] = useState('');
  const [cursor, setCursor] = useState(0);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const combobox = useCombobox();
  const wanted = mentioning(text, cursor);
  const offered = wanted ? fitting(people, wanted.typed).slice(0, MOST) : [];

  async function submit(): Promise<void> {
    if (!text.trim()) return;
    setBusy(true);
    setProblem(null);
    try {
      await send(text.trim());
      setText('');
    } catch (error) {
      setProblem(error); // what was written stays
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Combobox
        store={combobox}
        onOptionSubmit={(person) => {
          if (!wanted) return;
          const made = mentioned(text, wanted, person);
          setText(made.text);
          setCursor(made.cursor);
          combobox.closeDropdown();
          requestAnimationFrame(() => {
            area.current?.setSelectionRange(made.cursor, made.cursor);
          });
        }}
      >
        <Combobox.Target>
          <Textarea
            ref={area}
            size="xs"
            autosize
            minRows={2}
            maxRows={8}
            maxLength={10_000}
            aria-label={label}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              const { value, selectionStart } = event.currentTarget;
              setText(value);
              setCursor(selectionStart);
              combobox.openDropdown();
              combobox.selectFirstOption();
            }}
            onSelect={(event) => {
              setCursor(event.currentTarget.selectionStart);
            }}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void submit();
              }
            }}
            onBlur={() => {
              combobox.closeDropdown();
            }}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={offered.length === 0}>
          <Combobox.Options aria-label={say('people')}>
            {offered.map((person) => (
              <Combobox.Option key={person.key} value={person.key}>
                {person.name || person.key}
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {problem !== null && <ProblemAlert problem={problem} />}
      {text.trim() !== '' && (
        <Group justify="flex-end" mt={6}>
          <Button size="compact-sm" loading={busy} onClick={() => void submit()}>
            {say('send')}
          </Button>
        </Group>
      )}
    </>
  );
}
