import { useWords } from '~/app/words';
import { readExpression, type Named } from '~/format/expressions';

import { ExpressionField } from './ExpressionField';
import { usePlace } from './place';
import { Row } from './Row';
import { VariableButton } from './RuleRow';
import { fieldWords } from './words';

interface ValueFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Which variables fit. */
  fits?: (variable: Named) => boolean;
  disabled?: boolean | undefined;
}

/** A value of the data, chosen by its name: a list to go through, what is sorted by. What is more stays as written. */
export function ValueField({ label, value, onChange, fits, disabled }: ValueFieldProps) {
  const say = useWords(fieldWords);
  const { known } = usePlace();
  const variable = known.find((each) => each.spelled === value.trim());
  const plain = !value || variable !== undefined || readExpression(value)?.kind === 'path';
  return (
    <Row label={label} stacked={!plain}>
      {(id) =>
        plain ? (
          <VariableButton
            id={id}
            fullWidth
            disabled={disabled}
            label={variable?.name ?? (value || say('chooseVariable'))}
            kind={variable?.kind}
            {...(fits ? { fits } : {})}
            onChoose={(chosen) => {
              onChange(chosen.spelled);
            }}
          />
        ) : (
          <ExpressionField id={id} label={label} value={value} onChange={onChange} disabled={disabled} />
        )
      }
    </Row>
  );
}

export function isList(variable: Named): boolean {
  return variable.kind === 'list';
}
