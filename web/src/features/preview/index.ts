import type { RouteObject } from 'react-router';

/** The preview by itself: /templates/:key/preview, of the draft, or with ?of= of a version. */
export const previewRoutes: RouteObject[] = [
  {
    path: 'templates/:key/preview',
    lazy: async () => ({ Component: (await import('./PreviewPage')).PreviewPage }),
  },
];
