import { ActionIcon, Button, Group, Menu, Text } from '@mantine/core';
import { IconArrowBackUp, IconDots, IconFileDiff, IconRestore, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { useEditorSession } from '~/features/editor/contract';
import { Loading } from '~/ui/Loading';
import { MoreButton } from '~/ui/MoreButton';
import { useNames } from '~/ui/people';
import { ProblemAlert } from '~/ui/ProblemAlert';
import { StandingBadge } from '~/ui/StandingBadge';
import { When } from '~/ui/When';

import { Acts, type Act } from './Acts';
import { DiffWindow } from './DiffWindow';
import classes from './History.module.css';
import { versionsOf, type Side, type Version } from './requests';
import { historyWords } from './words';

/** The draft and the versions before it: compared, restored, gone back to. */
export function History() {
  const session = useEditorSession();
  const { kind, key } = session;
  const queries = useQueryClient();
  const [act, setAct] = useState<Act | null>(null);
  const [compared, setCompared] = useState<{ before: Side; after: Side } | null>(null);
  const list = useInfiniteQuery({
    queryKey: [`${kind}s`, key, 'versions'],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => versionsOf({ kind, key }, pageParam),
    getNextPageParam: (page) => page.next ?? null,
  });
  if (list.isPending) return <Loading />;
  if (list.isError) return <ProblemAlert problem={list.error} onRetry={() => void list.refetch()} />;
  const versions = list.data.pages.flatMap((page) => page.items);
  const newest = versions[0]?.number ?? null;
  return (
    <>
      <DraftPart newest={newest} onAct={setAct} onCompare={setCompared} />
      <ul className={classes.versions}>
        {versions.map((version) => (
          <VersionRow
            key={version.number}
            version={version}
            newest={version.number === newest}
            onAct={setAct}
            onCompare={() => {
              const after = version.number === newest ? 'draft' : (newest ?? 'draft');
              setCompared({ before: version.number, after: session.revision > 0 ? 'draft' : after });
            }}
          />
        ))}
      </ul>
      <MoreButton list={list} />
      {compared && (
        <DiffWindow
          versions={versions.map(({ number }) => number)}
          before={compared.before}
          after={compared.after}
          onClose={() => {
            setCompared(null);
          }}
        />
      )}
      <Acts
        act={act}
        newest={newest}
        onClose={() => {
          setAct(null);
          void queries.invalidateQueries({ queryKey: [`${kind}s`, key] });
        }}
      />
    </>
  );
}

function DraftPart({
  newest,
  onAct,
  onCompare,
}: {
  newest: number | null;
  onAct: (act: Act) => void;
  onCompare: (sides: { before: Side; after: Side }) => void;
}) {
  const say = useWords(historyWords);
  const formats = useFormats();
  const { revision, save, may } = useEditorSession();
  if (revision === 0)
    return (
      <div className={classes.part}>
        <Text size="sm" c="dimmed">
          {newest === null ? say('none') : say('noDraft', { number: newest })}
        </Text>
      </div>
    );
  const fixed = may.editKind === 'nothing';
  return (
    <div className={classes.part}>
      <Group justify="space-between" mb={8}>
        <Text size="sm" fw={600}>
          {say('draft')}
        </Text>
        <Text size="xs" c="dimmed">
          {save.at && say('draftSaved', { ago: formats.ago(save.at) })}
        </Text>
      </Group>
      <Group gap={6}>
        <Button
          size="xs"
          disabled={fixed}
          onClick={() => {
            onAct({ kind: 'publish' });
          }}
        >
          {say('publish')}
        </Button>
        {newest !== null && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileDiff size={14} aria-hidden />}
            onClick={() => {
              onCompare({ before: newest, after: 'draft' });
            }}
          >
            {say('compare')}
          </Button>
        )}
        <ActionIcon
          size={30}
          variant="subtle"
          color="gray"
          disabled={fixed}
          aria-label={say('discard')}
          title={say('discard')}
          onClick={() => {
            onAct({ kind: 'discard' });
          }}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Group>
    </div>
  );
}

function VersionRow({
  version,
  newest,
  onAct,
  onCompare,
}: {
  version: Version;
  newest: boolean;
  onAct: (act: Act) => void;
  onCompare: () => void;
}) {
  const say = useWords(historyWords);
  const names = useNames();
  const { may } = useEditorSession();
  const { number } = version;
  const fixed = may.editKind === 'nothing';
  return (
    <li className={classes.part}>
      <Group justify="space-between" gap={6} wrap="nowrap">
        <Text size="sm" fw={600}>
          {say('version', { number })}
        </Text>
        <Group gap={4} wrap="nowrap">
          <StandingBadge standing={version.standing} />
          <Menu position="bottom-end" shadow="md">
            <Menu.Target>
              <ActionIcon size={24} variant="subtle" color="gray" aria-label={say('actions', { number })}>
                <IconDots size={15} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconFileDiff size={15} aria-hidden />} onClick={onCompare}>
                {say('compareVersions')}
              </Menu.Item>
              <Menu.Item
                disabled={fixed}
                leftSection={<IconRestore size={15} aria-hidden />}
                onClick={() => {
                  onAct({ kind: 'restore', number });
                }}
              >
                {say('restore')}
              </Menu.Item>
              {!newest && (
                <Menu.Item
                  disabled={fixed}
                  leftSection={<IconArrowBackUp size={15} aria-hidden />}
                  onClick={() => {
                    onAct({ kind: 'roll-back', number });
                  }}
                >
                  {say('rollBack')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Group>
      <Text size="sm" c={version.message ? undefined : 'dimmed'}>
        {version.message || say('unnamed')}
      </Text>
      <Text size="xs" c="dimmed">
        {names(version.author)} · <When at={version.created_at} />
      </Text>
    </li>
  );
}
