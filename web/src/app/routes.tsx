import { Outlet, type RouteObject } from 'react-router';

import { adminRoutes } from '~/features/admin';
import { deskRoutes } from '~/features/desk';
import { editorRoutes } from '~/features/editor';
import { homeRoutes } from '~/features/home';
import { libraryRoutes } from '~/features/library';
import { operationsRoutes } from '~/features/operations';
import { previewRoutes } from '~/features/preview';

import { Broken, NotFound } from './Lost';
import { Door } from './session/Door';
import { FirstPassword } from './session/FirstPassword';
import { Shell } from './shell/Shell';

/** Every address of the application. A feature loads its pages when the first of them is asked for. */
export const routes: RouteObject[] = [
  { path: '/password', element: <FirstPassword /> },
  {
    element: (
      <Door>
        <Outlet />
      </Door>
    ),
    errorElement: <Broken />,
    children: [
      // The editor and the preview have the whole window.
      ...editorRoutes,
      ...previewRoutes,
      {
        element: <Shell />,
        children: [
          {
            errorElement: <Broken />,
            children: [
              ...homeRoutes,
              ...libraryRoutes,
              ...deskRoutes,
              ...operationsRoutes,
              ...adminRoutes,
              { path: '*', element: <NotFound /> },
            ],
          },
        ],
      },
    ],
  },
];
