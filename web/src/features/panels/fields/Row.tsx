import { useId, type ReactNode } from 'react';

import classes from './Fields.module.css';

/** A label with its control: beside it, or (`stacked`) below it. The control gets the id the label is for. */
export function Row({
  label,
  stacked = false,
  children,
}: {
  label: string;
  stacked?: boolean;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={stacked ? classes.stacked : classes.row}>
      <label className={classes.label} htmlFor={id} id={`${id}-label`}>
        {label}
      </label>
      {children(id)}
    </div>
  );
}
