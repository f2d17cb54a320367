import { ActionIcon, Button, Group, SegmentedControl, Select, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconLayoutSidebar,
  IconLayoutSidebarRight,
  IconLink,
  IconVariable,
  type Icon,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';

import { useFormats } from '~/app/formats';
import { useMay } from '~/app/session/me';
import { useWords } from '~/app/words';

import { useEditorSession } from '../contract';
import type { OpenEditor } from '../session/open';
import { editorWords } from '../words';
import type { Address } from './address';
import classes from './Editor.module.css';
import { SaveBadge } from './SaveBadge';
import { SubmitDialog } from './SubmitDialog';

interface Props {
  opened: OpenEditor;
  title: string;
  address: Address;
}

/** The bar over the document: back, title, undo, language, what is shown, whether it is saved, submitting. */
export function TopBar({ opened, title, address }: Props) {
  const say = useWords(editorWords);
  const session = useEditorSession();
  const [submitting, setSubmitting] = useState(false);
  const [values, setValues] = useState(false);
  const maySubmit = useMay('submit');
  return (
    <header className={classes.bar}>
      <Group gap={6} wrap="nowrap" miw={0}>
        <Tooltip label={say('back')}>
          <ActionIcon
            component={Link}
            to={`/${session.kind}s/${session.key}`}
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={say('back')}
          >
            <IconArrowLeft size={19} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Text component="h1" className={classes.title} title={title}>
          {title}
        </Text>
        <SaveBadge />
      </Group>
      <Group gap={4} wrap="nowrap">
        <Press label={say('undo')} icon={IconArrowBackUp} onPress={session.undo} />
        <Press label={say('redo')} icon={IconArrowForwardUp} onPress={session.redo} />
        <Press
          label={say('values')}
          icon={IconVariable}
          isOn={values}
          onPress={() => {
            setValues(!values);
            opened.showValues(!values);
          }}
        />
        <Languages />
      </Group>
      <Group gap={6} wrap="nowrap">
        <SegmentedControl
          size="xs"
          aria-label={say('layout')}
          value={address.layout}
          onChange={(value) => {
            address.set('view', value === 'both' ? null : value);
          }}
          data={(['edit', 'both', 'preview'] as const).map((value) => ({
            value,
            label: say(`layout.${value}`),
          }))}
        />
        <Press
          label={say(address.outline ? 'hideOutline' : 'showOutline')}
          icon={IconLayoutSidebar}
          isOn={address.outline}
          onPress={() => {
            address.set('outline', address.outline ? 'off' : null);
          }}
        />
        <Press
          label={say(address.panels ? 'hidePanels' : 'showPanels')}
          icon={IconLayoutSidebarRight}
          isOn={address.panels}
          onPress={() => {
            address.set('side', address.panels ? 'off' : null);
          }}
        />
        <Press
          label={say('copyLink')}
          icon={IconLink}
          onPress={() => {
            void navigator.clipboard.writeText(window.location.href).then(() => {
              notifications.show({ message: say('linkCopied') });
            });
          }}
        />
        {maySubmit && session.may.editKind !== 'nothing' && (
          <Button
            size="sm"
            onClick={() => {
              setSubmitting(true);
            }}
          >
            {say('submit')}
          </Button>
        )}
      </Group>
      <SubmitDialog
        opened={opened}
        isOpen={submitting}
        onClose={() => {
          setSubmitting(false);
        }}
      />
    </header>
  );
}

function Press({
  label,
  icon: Shown,
  isOn,
  onPress,
}: {
  label: string;
  icon: Icon;
  isOn?: boolean;
  onPress: () => void;
}) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant={isOn ? 'light' : 'subtle'}
        color={isOn ? undefined : 'gray'}
        size="lg"
        aria-label={label}
        aria-pressed={isOn}
        onClick={onPress}
      >
        <Shown size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Languages() {
  const say = useWords(editorWords);
  const formats = useFormats();
  const { definition, sourceLocale, locale, setLocale } = useEditorSession();
  const others = Array.isArray(definition.locales) ? definition.locales.map(String) : [];
  if (others.length === 0) return null;
  return (
    <Select
      size="xs"
      w={170}
      aria-label={say('language')}
      value={locale}
      allowDeselect={false}
      onChange={(value) => {
        if (value) setLocale(value);
      }}
      data={[
        { value: sourceLocale, label: `${formats.language(sourceLocale)} · ${say('source')}` },
        ...others.map((value) => ({ value, label: formats.language(value) })),
      ]}
    />
  );
}
