import { Badge, Button, Group, Loader, Stack, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertCircle,
  IconAlertTriangle,
  IconCircleCheck,
  IconInfoCircle,
  IconWand,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { walk } from '~/format/nodes';
import { Empty } from '~/ui/Empty';
import { Loading } from '~/ui/Loading';
import { ProblemAlert } from '~/ui/ProblemAlert';

import classes from './Findings.module.css';
import { patchFor } from './fixes';
import { Readings } from './Readings';
import { useChecks, type Finding } from './useChecks';
import { findingWords } from './words';

const SEVERITIES = ['error', 'warning', 'note'] as const;
const LOOKS = {
  error: { icon: IconAlertCircle, colour: 'light-dark(#c92a2a, #ff8787)' },
  warning: { icon: IconAlertTriangle, colour: 'light-dark(#8a5300, #ffc078)' },
  note: { icon: IconInfoCircle, colour: 'var(--mantine-color-dimmed)' },
} as const;

/** What the check has found, the gravest first: each with the way to its place and, where there is one, a remedy. */
export function Findings() {
  const say = useWords(findingWords);
  const { data, error, isPending, isFetching, refetch } = useChecks();
  if (isPending) return <Loading />;
  if (error)
    return (
      <div className={classes.part}>
        <ProblemAlert problem={error} onRetry={() => void refetch()} />
      </div>
    );
  return (
    <>
      {data.findings.length === 0 && (
        <Empty icon={IconCircleCheck} title={say('none')}>
          {say('noneWhy')}
        </Empty>
      )}
      {SEVERITIES.map((severity) => {
        const found = data.findings.filter((each) => each.severity === severity);
        if (!found.length) return null;
        return (
          <section key={severity} className={classes.part}>
            <Group gap={6} mb={6}>
              <Text component="h2" size="xs" fw={600}>
                {say(`severity.${severity}`)}
              </Text>
              <Badge size="sm" variant="default" tt="none">
                {found.length}
              </Badge>
              {isFetching && <Loader size={12} aria-label={say('checking')} />}
            </Group>
            <ul className={classes.list}>
              {found.map((finding, index) => (
                <FindingRow key={`${finding.place}-${finding.code}-${index.toString()}`} finding={finding} />
              ))}
            </ul>
          </section>
        );
      })}
      <Readings checked={data} />
    </>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const say = useWords(findingWords);
  const formats = useFormats();
  const session = useEditorSession();
  const [, setQuery] = useSearchParams();
  const { icon: Icon, colour } = LOOKS[finding.severity];
  const show = (panel: string) => {
    setQuery(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('panel', panel);
        return after;
      },
      { replace: true },
    );
  };
  const jump = () => {
    if (finding.node !== null) session.select(finding.node, { focus: true });
    else show('settings');
  };
  return (
    <li className={classes.finding}>
      <UnstyledButton
        className={classes.jump}
        onClick={jump}
        aria-label={say('jump', { message: finding.message })}
      >
        <Icon size={15} aria-hidden color={colour} style={{ flex: 'none', marginTop: 3 }} />
        <span>
          <Text size="sm" lh={1.4} className={classes.message} style={{ overflowWrap: 'anywhere' }}>
            {finding.message}
          </Text>
          <Text size="xs" c="dimmed">
            {[
              finding.node ?? say(finding.field === null ? 'inWhole' : 'inHead'),
              finding.field,
              finding.locale && formats.language(finding.locale),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </span>
      </UnstyledButton>
      <FixButton
        finding={finding}
        onTranslate={() => {
          if (finding.locale) session.setLocale(finding.locale);
          if (finding.node !== null) session.select(finding.node);
          show('translations');
        }}
      />
    </li>
  );
}

function FixButton({ finding, onTranslate }: { finding: Finding; onTranslate: () => void }) {
  const say = useWords(findingWords);
  const session = useEditorSession();
  const [failed, setFailed] = useState(false);
  const { fix } = finding;
  const translate =
    fix?.kind === 'translate' || (finding.locale !== null && finding.code.startsWith('translation-'));
  if (!fix && !translate) return null;
  const mend = () => {
    if (translate) {
      onTranslate();
      return;
    }
    if (!fix) return;
    const content = session.definition.content ?? [];
    const source =
      finding.node === null
        ? session.definition
        : [...walk(content)].find((each) => each.id === finding.node);
    const patch = source && patchFor(source as unknown as Record<string, unknown>, finding.field, fix);
    const done = patch
      ? finding.node === null
        ? session.updateDefinition(patch)
        : session.update(finding.node, patch)
      : false;
    setFailed(!done);
  };
  const label = translate
    ? say('fixTranslate')
    : fix?.kind === 'replace'
      ? say('fixReplace', { value: fix.value })
      : fix?.kind === 'guard'
        ? say('fixGuard')
        : say('fix');
  return (
    <Stack gap={2} ml={21} mb={4}>
      <Button
        size="compact-sm"
        variant="default"
        fw={500}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconWand size={13} aria-hidden />}
        onClick={mend}
      >
        {label}
      </Button>
      {failed && (
        <Text size="xs" c="dimmed" role="alert">
          {say('cannotFix')}
        </Text>
      )}
    </Stack>
  );
}
