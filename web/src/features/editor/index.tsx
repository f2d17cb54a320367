import type { RouteObject } from 'react-router';

/** The editor's addresses: /templates/:key/edit and /blocks/:key/edit. It has the whole window. */
export const editorRoutes: RouteObject[] = (['template', 'block'] as const).map((kind) => ({
  path: `/${kind}s/:key/edit`,
  lazy: async () => {
    const { EditorPage } = await import('./page/EditorPage');
    return { element: <EditorPage kind={kind} /> };
  },
}));
