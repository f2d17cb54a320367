import { Grid, Group, SegmentedControl, Stack, Text, useMantineColorScheme } from '@mantine/core';

import { useMay, useMe } from '~/app/session/me';
import { LanguageSwitch } from '~/app/shell/LanguageSwitch';
import { useWords } from '~/app/words';
import { Page } from '~/ui/Page';
import { Sheet } from '~/ui/Sheet';

import { Keys } from '../keys/Keys';
import { RoleBadge } from '../people/RoleBadge';
import { ROLES } from '../roles';
import { PasswordForm } from './PasswordForm';
import { StandIns } from './StandIns';
import { accountWords } from './words';

/** Who one is here: rights, password, keys, who stands in, and how the application looks. */
export function AccountPage() {
  const say = useWords(accountWords);
  const me = useMe();
  const mayDecide = useMay('decide');
  return (
    <Page title={say('title')} intro={`${me.name} · ${me.person}`} width={1100}>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="md">
            <Rights />
            <Look />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Stack gap="md">
            <PasswordForm />
            {mayDecide && <StandIns />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={12}>
          <Sheet title={say('keys')}>
            <Keys person={me.person} />
          </Sheet>
        </Grid.Col>
      </Grid>
    </Page>
  );
}

function Rights() {
  const say = useWords(accountWords);
  const me = useMe();
  return (
    <Sheet title={say('rights')}>
      {me.roles.length === 0 && <Text size="sm">{say('noRights')}</Text>}
      <Group gap="xs">
        {me.roles.map(({ role, folder }) => {
          const known = ROLES.find((one) => one === role);
          return known && <RoleBadge key={`${role} ${folder}`} grant={{ role: known, folder }} />;
        })}
      </Group>
      {me.groups.length > 0 && (
        <Text size="sm" c="dimmed" mt="xs">
          {say('groups', { groups: me.groups.join(', ') })}
        </Text>
      )}
    </Sheet>
  );
}

function Look() {
  const say = useWords(accountWords);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Sheet title={say('look')}>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text size="sm">{say('language')}</Text>
          <LanguageSwitch />
        </Group>
        <Group justify="space-between">
          <Text size="sm">{say('scheme')}</Text>
          <SegmentedControl
            size="xs"
            aria-label={say('scheme')}
            value={colorScheme}
            onChange={(value) => {
              setColorScheme(value);
            }}
            data={(['light', 'dark', 'auto'] as const).map((value) => ({ value, label: say(value) }))}
          />
        </Group>
      </Stack>
    </Sheet>
  );
}
