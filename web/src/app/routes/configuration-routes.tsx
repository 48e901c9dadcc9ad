import { createRoute, Navigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseSiteSearch } from '../../site/core/site-search.ts';
import { Later } from '../later.tsx';
import { useSite } from '../site-context.ts';
import { siteRoute } from '../site-route.tsx';

const SitePages = lazy(() => import('../../site/site-pages.tsx').then((pages) => ({ default: pages.SitePages })));

const configurationRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/configuration/$part',
  validateSearch: parseSiteSearch,
  component: () => {
    const site = useSite();
    return (
      <Later>
        <SitePages key={site.site} site={site} part={configurationRoute.useParams().part} search={configurationRoute.useSearch()} />
      </Later>
    );
  },
});

const configurationStartRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/configuration',
  component: () => <Navigate to="/sites/$site/configuration/$part" params={{ site: useSite().site, part: 'overview' }} replace />,
});

export const configurationRoutes = [configurationRoute, configurationStartRoute] as const;
