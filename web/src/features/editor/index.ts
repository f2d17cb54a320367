import type { RouteObject } from 'react-router';

/** The editor's addresses: /templates/:key/edit and /blocks/:key/edit. */
export const editorRoutes: RouteObject[] = [];
