import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface PageProps {
  title: string;
  /** A sentence under the title. */
  intro?: ReactNode;
  /** What stands before the title: where one is. */
  above?: ReactNode;
  /** Buttons. The first thing to do is the last of them. */
  actions?: ReactNode;
  /** How wide it may grow, in pixels; a page of prose is narrower than a table. */
  width?: number;
  children: ReactNode;
}

/** A page: its one heading, which is also the title of the window, and what stands below it. */
export function Page({ title, intro, above, actions, width = 1200, children }: PageProps) {
  useTitle(title);
  return (
    <Box maw={width} mx="auto" px={{ base: 'md', md: 'xl' }} py="lg">
      {above && <Box mb={6}>{above}</Box>}
      <Group justify="space-between" align="flex-start" mb="lg" gap="md">
        <Stack gap={2} style={{ flex: '1 1 320px' }}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {intro && (
            <Text c="dimmed" size="sm" component="div">
              {intro}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}

/** The title of the window, and of the browser's history. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ccm` : 'ccm';
  }, [title]);
}
