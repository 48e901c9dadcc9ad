import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { Later } from '../later.tsx';
import { useSite } from '../site-context.ts';
import { siteRoute } from '../site-route.tsx';

const SchedulesPage = lazy(() => import('../../schedules/pages.ts').then((pages) => ({ default: pages.SchedulesPage })));
const SchedulePage = lazy(() => import('../../schedules/pages.ts').then((pages) => ({ default: pages.SchedulePage })));

const schedulesRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/schedules',
  validateSearch: ({ run }: Record<string, unknown>): { readonly run?: string } => (typeof run === 'string' ? { run } : {}),
  component: () => {
    const site = useSite();
    return (
      <Later>
        <SchedulesPage key={site.site} site={site} run={schedulesRoute.useSearch().run ?? null} />
      </Later>
    );
  },
});

const scheduleNewRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/schedules/new',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <SchedulePage key={`${site.site} new`} site={site} schedule={null} />
      </Later>
    );
  },
});

const scheduleRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/schedules/$schedule',
  component: () => {
    const site = useSite();
    const { schedule } = scheduleRoute.useParams();
    return (
      <Later>
        <SchedulePage key={`${site.site} ${schedule}`} site={site} schedule={schedule} />
      </Later>
    );
  },
});

export const schedulesRoutes = [schedulesRoute, scheduleNewRoute, scheduleRoute] as const;
