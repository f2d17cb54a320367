import {
  Avatar,
  Group,
  Menu,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
} from '@mantine/core';
import { IconLogout, IconUser } from '@tabler/icons-react';
import { Link } from 'react-router';

import { useMe, useSignOut } from '../session/me';
import { sessionWords } from '../session/words';
import { useWords } from '../words';
import { LanguageSwitch } from './LanguageSwitch';
import { shellWords } from './words';

/** Who is signed in; language, appearance, the way out. */
export function AccountMenu() {
  const say = useWords(shellWords);
  const saySession = useWords(sessionWords);
  const me = useMe();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu width={280} position="bottom-end" shadow="md">
      <Menu.Target>
        <UnstyledButton aria-label={`${say('account')}: ${me.name}`} style={{ borderRadius: 999 }}>
          <Avatar name={me.name} color="initials" size={34} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Group p="sm" gap="sm" wrap="nowrap">
          <Avatar name={me.name} color="initials" />
          <div>
            <Text fw={600} size="sm">
              {me.name}
            </Text>
            <Text size="xs" c="dimmed">
              {me.roles.map(({ role }) => role).join(', ')}
            </Text>
          </div>
        </Group>
        <Menu.Divider />
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} aria-hidden />}>
          {say('account')}
        </Menu.Item>
        <Menu.Divider />
        <Group px="sm" py={6} justify="space-between">
          <Text size="sm">{say('language')}</Text>
          <LanguageSwitch />
        </Group>
        <Group px="sm" py={6}>
          <SegmentedControl
            fullWidth
            w="100%"
            size="xs"
            aria-label={say('scheme')}
            value={colorScheme}
            onChange={(value) => {
              setColorScheme(value);
            }}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </Group>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {saySession('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
