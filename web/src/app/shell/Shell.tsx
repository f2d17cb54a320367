import { AppShell, Burger, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense } from 'react';
import { Outlet } from 'react-router';

import { Loading } from '~/ui/Loading';
import { Mark } from '~/ui/Mark';

import { useWords } from '../words';
import { AccountMenu } from './AccountMenu';
import { Navigation } from './Navigation';
import { Search } from './Search';
import classes from './Shell.module.css';
import { shellWords } from './words';

/** What stands around every page: the head, the navigation, and a way past both by keyboard. */
export function Shell() {
  const say = useWords(shellWords);
  const [open, { toggle, close }] = useDisclosure();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !open } }}
      classNames={{ main: classes.main, header: classes.header, navbar: classes.navbar }}
    >
      <a href="#content" className={classes.skip}>
        {say('skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger opened={open} onClick={toggle} hiddenFrom="md" size="sm" aria-label={say('menu')} />
            <Mark />
          </Group>
          <Search />
          <AccountMenu />
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" aria-label={say('navigation')}>
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading h="60vh" />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
    </AppShell>
  );
}
