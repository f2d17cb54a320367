import { Box, Text } from '@mantine/core';
import type { ReactNode } from 'react';

import classes from './Facts.module.css';

/** What is known of something: each fact with its name. Facts that are not there are left out. */
export function Facts({ rows }: { rows: readonly (readonly [name: string, fact: ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {rows
        .filter(([, fact]) => fact !== null && fact !== undefined && fact !== '')
        .map(([name, fact]) => (
          <Box key={name} className={classes.fact}>
            <Text component="dt" size="sm" c="dimmed">
              {name}
            </Text>
            <Text component="dd" size="sm" m={0} style={{ overflowWrap: 'anywhere' }}>
              {fact}
            </Text>
          </Box>
        ))}
    </dl>
  );
}
