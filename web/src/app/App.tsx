import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';

import { ApiProblem } from '~/api/problem';

import { routes } from './routes';
import { cssVariables, theme } from './theme';

// What was refused for a reason is refused again; only what never arrived is worth asking once more.
function askAgain(failures: number, error: Error): boolean {
  return failures < 2 && error instanceof ApiProblem && (error.isUnreachable || error.status === 503);
}

export function App() {
  const [queries] = useState(
    () =>
      new QueryClient({
        defaultOptions: { queries: { retry: askAgain, staleTime: 5_000 }, mutations: { retry: false } },
      }),
  );
  const [router] = useState(() => createBrowserRouter(routes));
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <QueryClientProvider client={queries}>
        <Notifications position="bottom-right" />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  );
}
