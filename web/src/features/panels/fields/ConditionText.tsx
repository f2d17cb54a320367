import { Fragment } from 'react';

import { useLanguage, useWords } from '~/app/words';
import type { Condition, Operand, Rule } from '~/format/expressions';

import { operatorWord } from './operatorWords';
import { usePlace } from './place';
import { titleOf } from './VariablePicker';
import { fieldWords } from './words';

/** A condition as a sentence: "Balance is below 0, and Period is given". */
export function ConditionText({ condition }: { condition: Condition }) {
  const language = useLanguage();
  if (condition.kind === 'expert') return <code style={{ fontSize: '0.85em' }}>{condition.source}</code>;
  if (condition.kind === 'rule') return <RuleText rule={condition} />;
  const type = condition.join === 'all' ? 'conjunction' : 'disjunction';
  const parts = new Intl.ListFormat(language, { type }).formatToParts(
    condition.items.map((_, index) => index.toString()),
  );
  return parts.map((part, index) => {
    if (part.type === 'literal') return <Fragment key={index}>{part.value}</Fragment>;
    const item = condition.items[Number(part.value)];
    if (!item) return null;
    const nested = item.kind === 'group';
    return (
      <Fragment key={index}>
        {nested && '('}
        <ConditionText condition={item} />
        {nested && ')'}
      </Fragment>
    );
  });
}

function RuleText({ rule }: { rule: Rule }) {
  const say = useWords(fieldWords);
  const name = useVariableName();
  const language = useLanguage();
  const { known } = usePlace();
  const kind = known.find((each) => each.spelled === rule.path)?.kind ?? 'text';
  const words = (operand: Operand): string => {
    if (operand.kind === 'variable') return name(operand.path);
    if (operand.kind === 'boolean') return say(operand.value ? 'yes' : 'no');
    if (operand.kind === 'number')
      return new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(Number(operand.value));
    const day = kind === 'date' ? new Date(`${operand.value}T12:00:00`) : null;
    return day && !Number.isNaN(day.getTime())
      ? new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(day)
      : `“${operand.value}”`;
  };
  const values = new Intl.ListFormat(language, { type: 'disjunction' }).format(rule.operands.map(words));
  return (
    <>
      <b>{name(rule.path)}</b> {operatorWord(say, rule.operator, kind)}
      {values && (
        <>
          {' '}
          <b>{values}</b>
        </>
      )}
    </>
  );
}

/** What people call a path: with what it belongs to, where its name alone could be of several. */
export function useVariableName(): (path: string) => string {
  const { known } = usePlace();
  return (path) => {
    const variable = known.find((each) => each.spelled === path);
    if (!variable) return path;
    const twins = known.filter((each) => each.name === variable.name);
    return twins.length > 1
      ? [titleOf(variable, known), variable.name].filter(Boolean).join(' · ')
      : variable.name;
  };
}
