import { Button, Popover, Text, UnstyledButton } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCheck,
  IconCloudOff,
  IconCloudUp,
  IconEye,
  IconGitMerge,
  IconPencil,
  type Icon,
} from '@tabler/icons-react';

import { useFormats } from '~/app/formats';
import { useWords } from '~/app/words';
import { ProblemAlert } from '~/ui/ProblemAlert';

import { useEditorSession, type SaveStatus } from '../contract';
import { editorWords } from '../words';
import classes from './Editor.module.css';

const ICONS: Readonly<Record<SaveStatus, Icon>> = {
  saved: IconCheck,
  unsaved: IconPencil,
  saving: IconCloudUp,
  offline: IconCloudOff,
  'signed-out': IconCloudOff,
  conflict: IconGitMerge,
  refused: IconAlertTriangle,
  'read-only': IconEye,
};

/** What has become of what was typed, and why it was not saved when it was not. */
export function SaveBadge() {
  const say = useWords(editorWords);
  const formats = useFormats();
  const { save, flush } = useEditorSession();
  const { status, at, problem } = save;
  const Shown = ICONS[status];
  const words =
    status === 'saved' && at ? say('savedAt', { when: formats.dateTime(at) }) : say(`save.${status}`);
  return (
    <Popover width={420} position="bottom-end" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.saved} data-status={status} data-testid="save-state">
          <Shown size={16} aria-hidden />
          <span role="status">{say(`save.${status}`)}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        {problem && status === 'refused' ? (
          <ProblemAlert problem={problem} />
        ) : (
          <Text size="sm">{words}</Text>
        )}
        {status !== 'saved' && status !== 'read-only' && (
          <Button size="xs" variant="default" mt="sm" onClick={() => void flush().catch(() => undefined)}>
            {say('saveNow')}
          </Button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
