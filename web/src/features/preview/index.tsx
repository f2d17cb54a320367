import { lazy, Suspense } from 'react';
import type { RouteObject } from 'react-router';

import { Loading } from '~/ui/Loading';

/** The preview by itself: /templates/:key/preview, of the draft, or with ?of= of a version. */
export const previewRoutes: RouteObject[] = [
  {
    path: 'templates/:key/preview',
    lazy: async () => ({ Component: (await import('./PreviewPage')).PreviewPage }),
  },
];

const Pane = lazy(async () => ({ default: (await import('./PreviewPane')).PreviewPane }));

/** What is being edited, in every channel: for the room beside the editor, inside its session. */
export function PreviewPane() {
  return (
    <Suspense fallback={<Loading h="100%" />}>
      <Pane />
    </Suspense>
  );
}
