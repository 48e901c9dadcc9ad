import { createRoute, createRouter } from '@tanstack/react-router';
import { CallbackPage } from '../auth/log-in-pages.tsx';
import { rootRoute } from './root-route.tsx';
import { boardTemplatesRoute } from './routes/board-templates-route.tsx';
import { boardsRoutes } from './routes/boards-routes.tsx';
import { configurationRoutes } from './routes/configuration-routes.tsx';
import { figuresRoutes } from './routes/figures-routes.tsx';
import { liveRoutes } from './routes/live-routes.tsx';
import { reportsRoutes } from './routes/reports-routes.tsx';
import { schedulesRoutes } from './routes/schedules-routes.tsx';
import { pairRoute, screenRoute, screensRoute } from './routes/screens-routes.tsx';
import { siteRoute } from './site-route.tsx';
import { StartPage } from './start-page.tsx';

const startRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: StartPage });
const callbackRoute = createRoute({ getParentRoute: () => rootRoute, path: '/callback', component: CallbackPage });

/** Every page: those of a site by section, and the few above all sites. */
export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([
      startRoute,
      callbackRoute,
      screenRoute,
      pairRoute,
      boardTemplatesRoute,
      siteRoute.addChildren([
        ...liveRoutes,
        ...figuresRoutes,
        ...configurationRoutes,
        screensRoute,
        ...boardsRoutes,
        ...reportsRoutes,
        ...schedulesRoutes,
      ]),
    ]),
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
