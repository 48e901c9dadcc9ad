import { createRoute, Navigate } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseReportSearch } from '../../reports/core/report-search.ts';
import { summaryReport } from '../../reports/core/summary-report.ts';
import { parseLevelSearch } from '../../service-levels/core/level-search.ts';
import { Later } from '../later.tsx';
import { useSite } from '../site-context.ts';
import { sitePage } from '../site-page.tsx';
import { siteRoute } from '../site-route.tsx';

const ReportsPage = lazy(() => import('../../reports/pages.ts').then((pages) => ({ default: pages.ReportsPage })));
const BuilderPage = lazy(() => import('../../reports/pages.ts').then((pages) => ({ default: pages.BuilderPage })));
const DownloadsPage = lazy(() => import('../../reports/pages.ts').then((pages) => ({ default: pages.DownloadsPage })));
const FiltersPage = lazy(() => import('../../filters/filters-page.tsx').then((page) => ({ default: page.FiltersPage })));
const CallBacksPage = lazy(() => import('../../call-backs/call-backs-page.tsx').then((page) => ({ default: page.CallBacksPage })));
const ServiceLevelsPage = lazy(() =>
  import('../../service-levels/service-levels-page.tsx').then((page) => ({ default: page.ServiceLevelsPage })),
);

/** What is asked differently from the saved report stays in the address of the report. */
const reportsStartRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/reports',
  component: () => <Navigate to="/sites/$site/reports/$report" params={{ site: useSite().site, report: summaryReport }} replace />,
});

const reportRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/reports/$report',
  validateSearch: parseReportSearch,
  component: () => {
    const site = useSite();
    return (
      <Later>
        <ReportsPage key={site.site} site={site} report={reportRoute.useParams().report} search={reportRoute.useSearch()} />
      </Later>
    );
  },
});

const reportEditRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/reports/$report/edit',
  component: () => {
    const site = useSite();
    const { report } = reportEditRoute.useParams();
    return (
      <Later>
        <BuilderPage key={`${site.site} ${report}`} site={site} report={report} />
      </Later>
    );
  },
});

const reportNewRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/reports-new',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <BuilderPage key={site.site} site={site} report={null} />
      </Later>
    );
  },
});

const downloadsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/downloads',
  component: sitePage(DownloadsPage),
});

const filtersRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/filters',
  component: sitePage(FiltersPage),
});

const callBacksRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/call-backs',
  component: sitePage(CallBacksPage),
});

const serviceLevelsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/service-levels',
  validateSearch: parseLevelSearch,
  component: () => {
    const site = useSite();
    return (
      <Later>
        <ServiceLevelsPage key={site.site} site={site} search={serviceLevelsRoute.useSearch()} />
      </Later>
    );
  },
});

export const reportsRoutes = [
  reportsStartRoute,
  reportRoute,
  reportEditRoute,
  reportNewRoute,
  downloadsRoute,
  filtersRoute,
  callBacksRoute,
  serviceLevelsRoute,
] as const;
