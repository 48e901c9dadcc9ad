import { createRoute, Navigate } from '@tanstack/react-router';
import { CallPage } from '../../calls/call-page.tsx';
import { CallsPage } from '../../calls/calls-page.tsx';
import { parseRangeSearch } from '../../calls/core/range.ts';
import { LivePage } from '../../live/live-page.tsx';
import { useSite } from '../site-context.ts';
import { siteRoute } from '../site-route.tsx';

const siteStartRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/',
  component: () => <Navigate to="/sites/$site/live" params={{ site: useSite().site }} replace />,
});

const liveRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/live',
  component: () => {
    const site = useSite();
    return <LivePage key={site.site} site={site} />;
  },
});

const callsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/calls',
  validateSearch: parseRangeSearch,
  component: () => {
    const site = useSite();
    return <CallsPage key={site.site} site={site} choice={callsRoute.useSearch()} />;
  },
});

const callRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/calls/$logicalCallId',
  component: () => {
    const site = useSite();
    const { logicalCallId } = callRoute.useParams();
    return <CallPage key={logicalCallId} site={site} callId={logicalCallId} />;
  },
});

export const liveRoutes = [siteStartRoute, liveRoute, callsRoute, callRoute] as const;
