import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId, useState, type ReactNode } from 'react';

import classes from './Inspector.module.css';

/** A part of a form that folds away what is not needed now. */
export function Fold({
  title,
  note,
  opened: atFirst = false,
  children,
}: {
  title: string;
  /** Beside the title while it is folded: what is in it. */
  note?: ReactNode;
  opened?: boolean;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(atFirst);
  const id = useId();
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <section className={classes.fold}>
      <UnstyledButton
        className={classes.foldTitle}
        aria-expanded={opened}
        aria-controls={id}
        onClick={() => {
          setOpened((now) => !now);
        }}
      >
        <Chevron size={14} aria-hidden />
        <span>{title}</span>
        {!opened && note !== undefined && <span className={classes.foldNote}>{note}</span>}
      </UnstyledButton>
      <Collapse expanded={opened} id={id}>
        {opened && <div className={classes.foldBody}>{children}</div>}
      </Collapse>
    </section>
  );
}
