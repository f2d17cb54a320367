import { Badge, Text } from '@mantine/core';
import { IconArrowRight, IconShieldCheck } from '@tabler/icons-react';
import { Fragment } from 'react';

import { useWords } from '~/app/words';

import type { Condition, Step, Workflow } from './definition';
import classes from './workflows.module.css';
import { workflowWords } from './words';

/** A workflow drawn as what it is: stages one after the other, the steps of each asked at the same time. */
export function Flow({ workflow }: { workflow: Workflow }) {
  const say = useWords(workflowWords);
  return (
    // Wider than the screen, it is scrolled, also by keyboard.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.flow} role="region" aria-label={say('flow')} tabIndex={0}>
      <div className={classes.end}>{say('begin')}</div>
      {workflow.stages.map((stage, index) => (
        <Fragment key={index}>
          <IconArrowRight size={20} aria-hidden className={classes.arrow} />
          <div className={classes.stage}>
            <Text size="xs" fw={600} c="dimmed">
              {say('stage')} {index + 1}: {stage.stage}
            </Text>
            {stage.steps.map((step, at) => (
              <StepBox key={at} step={step} />
            ))}
          </div>
        </Fragment>
      ))}
      <IconArrowRight size={20} aria-hidden className={classes.arrow} />
      <div className={classes.end}>
        <IconShieldCheck size={16} aria-hidden style={{ verticalAlign: '-3px', marginRight: 6 }} />
        {say('approved')}
      </div>
    </div>
  );
}

function StepBox({ step }: { step: Step }) {
  const say = useWords(workflowWords);
  const quorum =
    typeof step.quorum === 'number'
      ? say('peopleCount', { count: step.quorum })
      : say(`quorum.${step.quorum}`);
  return (
    <div className={classes.step}>
      <Text size="sm" fw={600}>
        {step.step || '…'}
      </Text>
      <Text size="xs">{say('asks', { group: step.group || '…', quorum })}</Text>
      {step.due !== null && (
        <Text size="xs" c="dimmed">
          {say('dueDays', { count: step.due })}
        </Text>
      )}
      {step.when && <When when={step.when} />}
    </div>
  );
}

function When({ when }: { when: Condition }) {
  const say = useWords(workflowWords);
  if ('kept' in when) {
    return (
      <Text size="xs" ff="monospace">
        {JSON.stringify(when.kept)}
      </Text>
    );
  }
  return (
    <>
      <Text size="xs" c="dimmed" mt={4}>
        {say('onlyWhen')} {when.parts.length > 1 && say(`how.${when.how}`)}
      </Text>
      {when.parts.map((part, index) => (
        <Badge key={index} variant="light" tt="none" size="sm" mr={4}>
          {part.not && `${say('not')}: `}
          {say(`fact.${part.fact}`)} {part.value}
        </Badge>
      ))}
    </>
  );
}
