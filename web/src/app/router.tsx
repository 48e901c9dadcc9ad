import { useQuery } from '@tanstack/react-query';
import { createRootRoute, createRoute, createRouter, Navigate, Outlet, retainSearchParams, useLocation } from '@tanstack/react-router';
import { createContext, lazy, type ReactNode, Suspense, use, useEffect } from 'react';
import { sitesQuery } from '../api/queries.ts';
import type { Site } from '../api/types.ts';
import { CallbackPage, LogInPage, SessionExpiredPage } from '../auth/log-in-pages.tsx';
import { parseTemplateSearch } from '../board-templates/core/template-search.ts';
import { parseBoardSearch } from '../boards/core/board-choice.ts';
import { CallPage } from '../calls/call-page.tsx';
import { CallsPage } from '../calls/calls-page.tsx';
import { parseRangeSearch } from '../calls/core/range.ts';
import { parseCatalogueSearch } from '../figures/core/catalogue-search.ts';
import { parseExplainSearch } from '../figures/core/explain-search.ts';
import { parseFiguresSearch } from '../figures/core/question.ts';
import { LivePage } from '../live/live-page.tsx';
import { parsePastSearch } from '../past/core/past-search.ts';
import { parseReportSearch } from '../reports/core/report-search.ts';
import { summaryReport } from '../reports/core/summary-report.ts';
import { parsePairSearch } from '../screens/core/pair-search.ts';
import { parseScreenSearch } from '../screens/core/screen-search.ts';
import { Shell } from '../shell/shell.tsx';
import { parseSiteSearch } from '../site/core/site-search.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { readStored, writeStored } from '../ui/stored.ts';
import { useServices, useSessionStatus } from './services.ts';

const lastSiteKey = 'trunkline.lastSite';

const Root = () => {
  const status = useSessionStatus();
  const { pathname } = useLocation();
  // A wall screen has an identity of its own in place of a log-in.
  if (pathname === '/callback' || pathname === '/screen') return <Outlet />;
  switch (status) {
    case 'anonymous':
      return <LogInPage />;
    case 'expired':
      return <SessionExpiredPage />;
    case 'active':
      return (
        <Shell>
          <Outlet />
        </Shell>
      );
  }
};

const rootRoute = createRootRoute({
  component: Root,
  validateSearch: (search: Record<string, unknown>): { readonly kiosk?: string } => (search.kiosk === undefined ? {} : { kiosk: '' }),
  search: { middlewares: [retainSearchParams(['kiosk'])] },
  notFoundComponent: () => (
    <div className="page">
      <Notice icon="warning" title="There is no such page">
        The address may be mistyped. Choose a site above, or go to the start page.
      </Notice>
    </div>
  ),
  errorComponent: ({ error, reset }) => (
    <div className="page">
      <Failure error={error instanceof Error ? error : new Error(String(error))} retry={reset} />
    </div>
  ),
});

/** Where one left off, else the first site. */
const StartPage = () => {
  const { api } = useServices();
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  if (error !== null && sites === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (sites === undefined) return <Loading what="your sites" />;
  const last = readStored(lastSiteKey);
  const site = sites.find((each) => each.site === last) ?? sites[0];
  if (site === undefined) {
    return (
      <div className="page">
        <h1 className="page-title">Trunkline</h1>
        <Notice title="No site yet">There is no site that you may see. Ask your administrator to add you to one.</Notice>
      </div>
    );
  }
  return <Navigate to="/sites/$site/live" params={{ site: site.site }} replace />;
};

const startRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: StartPage });
const callbackRoute = createRoute({ getParentRoute: () => rootRoute, path: '/callback', component: CallbackPage });

const SiteContext = createContext<Site | null>(null);

const useSite = (): Site => {
  const site = use(SiteContext);
  if (site === null) throw new Error('This page is drawn outside its site.');
  return site;
};

/** The site of the path, once known to be in reach; watched for as long as any of its pages is open. */
const SiteLayout = () => {
  const { api, socket } = useServices();
  const id = siteRoute.useParams().site;
  const { data: sites, error, refetch } = useQuery(sitesQuery(api));
  const site = sites?.find((each) => each.site === id);
  const watched = site?.site;
  useEffect(() => {
    if (watched === undefined) return;
    writeStored(lastSiteKey, watched);
    socket.watch(watched);
    return () => socket.watch(null);
  }, [watched, socket]);
  if (error !== null && sites === undefined) return <Failure error={error} retry={() => void refetch()} />;
  if (sites === undefined) return <Loading what="the site" />;
  if (site === undefined) {
    return (
      <div className="page">
        <h1 className="page-title">Not found</h1>
        <Notice icon="warning" title={`There is no site “${id}” that you may see`}>
          Choose another site above.
        </Notice>
      </div>
    );
  }
  return (
    <SiteContext value={site}>
      <Outlet />
    </SiteContext>
  );
};

const siteRoute = createRoute({ getParentRoute: () => rootRoute, path: '/sites/$site', component: SiteLayout });

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

/** Pages that most visits do not open come in parts of their own. */
const FiguresPage = lazy(() => import('../figures/pages.ts').then((pages) => ({ default: pages.FiguresPage })));
const ExplainPage = lazy(() => import('../figures/pages.ts').then((pages) => ({ default: pages.ExplainPage })));
const StatisticsPage = lazy(() => import('../figures/pages.ts').then((pages) => ({ default: pages.StatisticsPage })));
const StatisticPage = lazy(() => import('../figures/pages.ts').then((pages) => ({ default: pages.StatisticPage })));

const Later = ({ children }: { readonly children: ReactNode }) => <Suspense fallback={<Loading what="the page" />}>{children}</Suspense>;

const figuresRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/figures',
  validateSearch: parseFiguresSearch,
  component: () => {
    const site = useSite();
    return (
      <Later>
        <FiguresPage key={site.site} site={site} search={figuresRoute.useSearch()} />
      </Later>
    );
  },
});

const explainRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/figures/explain',
  validateSearch: parseExplainSearch,
  component: () => (
    <Later>
      <ExplainPage site={useSite()} figure={explainRoute.useSearch()} />
    </Later>
  ),
});

const statisticsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/statistics',
  validateSearch: parseCatalogueSearch,
  component: () => {
    const site = useSite();
    return (
      <Later>
        <StatisticsPage key={site.site} site={site} search={statisticsRoute.useSearch()} />
      </Later>
    );
  },
});

const statisticRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/statistics/$statisticId',
  component: () => (
    <Later>
      <StatisticPage site={useSite()} id={statisticRoute.useParams().statisticId} />
    </Later>
  ),
});

const SitePages = lazy(() => import('../site/site-pages.tsx').then((pages) => ({ default: pages.SitePages })));

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

const BoardsStartPage = lazy(() => import('../boards/pages.ts').then((pages) => ({ default: pages.BoardsStartPage })));
const BoardOrEditor = lazy(() => import('../boards/pages.ts').then((pages) => ({ default: pages.BoardOrEditor })));
const BoardListPage = lazy(() => import('../boards/pages.ts').then((pages) => ({ default: pages.BoardListPage })));

const boardsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <BoardsStartPage key={site.site} site={site} />
      </Later>
    );
  },
});

const boardsListRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards-list',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <BoardListPage key={site.site} site={site} />
      </Later>
    );
  },
});

const boardRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards/$board',
  validateSearch: parseBoardSearch,
  component: () => (
    <Later>
      <BoardOrEditor site={useSite()} board={boardRoute.useParams().board} search={boardRoute.useSearch()} />
    </Later>
  ),
});

const FiltersPage = lazy(() => import('../filters/filters-page.tsx').then((page) => ({ default: page.FiltersPage })));
const ValuesPage = lazy(() => import('../values/values-page.tsx').then((page) => ({ default: page.ValuesPage })));
const BoardTextPage = lazy(() => import('../board-text/board-text-page.tsx').then((page) => ({ default: page.BoardTextPage })));
const BoardTemplatesPage = lazy(() =>
  import('../board-templates/board-templates-page.tsx').then((page) => ({ default: page.BoardTemplatesPage })),
);

const filtersRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/filters',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <FiltersPage key={site.site} site={site} />
      </Later>
    );
  },
});

const valuesRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/values',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <ValuesPage key={site.site} site={site} />
      </Later>
    );
  },
});

const boardTextRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards-text',
  validateSearch: (search: Record<string, unknown>): { readonly of?: 'reports' } => (search.of === 'reports' ? { of: 'reports' } : {}),
  component: () => {
    const site = useSite();
    const navigate = boardTextRoute.useNavigate();
    const { of: subject = 'boards' } = boardTextRoute.useSearch();
    return (
      <Later>
        <BoardTextPage
          key={site.site}
          site={site}
          subject={subject}
          choose={(next) => void navigate({ search: next === 'reports' ? { of: next } : {} })}
        />
      </Later>
    );
  },
});

const ScreensPage = lazy(() => import('../screens/screens-page.tsx').then((page) => ({ default: page.ScreensPage })));
const ScreenPage = lazy(() => import('../screens/screen-page.tsx').then((page) => ({ default: page.ScreenPage })));
const PairPage = lazy(() => import('../screens/pair-page.tsx').then((page) => ({ default: page.PairPage })));

const screensRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/screens',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <ScreensPage key={site.site} site={site} />
      </Later>
    );
  },
});

const screenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen',
  validateSearch: parseScreenSearch,
  component: () => (
    <Later>
      <ScreenPage search={screenRoute.useSearch()} />
    </Later>
  ),
});

const pairRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pair',
  validateSearch: parsePairSearch,
  component: () => (
    <Later>
      <PairPage search={pairRoute.useSearch()} />
    </Later>
  ),
});

const ReportsPage = lazy(() => import('../reports/pages.ts').then((pages) => ({ default: pages.ReportsPage })));

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

const BuilderPage = lazy(() => import('../reports/pages.ts').then((pages) => ({ default: pages.BuilderPage })));

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

const SchedulesPage = lazy(() => import('../schedules/pages.ts').then((pages) => ({ default: pages.SchedulesPage })));
const SchedulePage = lazy(() => import('../schedules/pages.ts').then((pages) => ({ default: pages.SchedulePage })));

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

const CallBacksPage = lazy(() => import('../call-backs/call-backs-page.tsx').then((page) => ({ default: page.CallBacksPage })));

const callBacksRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/call-backs',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <CallBacksPage key={site.site} site={site} />
      </Later>
    );
  },
});

const ServiceLevelsPage = lazy(() =>
  import('../service-levels/service-levels-page.tsx').then((page) => ({ default: page.ServiceLevelsPage })),
);

const serviceLevelsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/service-levels',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <ServiceLevelsPage key={site.site} site={site} />
      </Later>
    );
  },
});

const DownloadsPage = lazy(() => import('../reports/pages.ts').then((pages) => ({ default: pages.DownloadsPage })));

const downloadsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/downloads',
  component: () => {
    const site = useSite();
    return (
      <Later>
        <DownloadsPage key={site.site} site={site} />
      </Later>
    );
  },
});

const PastPage = lazy(() => import('../past/past-page.tsx').then((page) => ({ default: page.PastPage })));

const pastRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards/$board/past',
  validateSearch: parsePastSearch,
  component: () => {
    const site = useSite();
    const { board } = pastRoute.useParams();
    return (
      <Later>
        <PastPage key={`${site.site} ${board}`} site={site} board={board} search={pastRoute.useSearch()} />
      </Later>
    );
  },
});

/** Of the reseller, above all sites. */
const boardTemplatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/board-templates',
  validateSearch: parseTemplateSearch,
  component: () => (
    <Later>
      <BoardTemplatesPage search={boardTemplatesRoute.useSearch()} />
    </Later>
  ),
});

export const createAppRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([
      startRoute,
      callbackRoute,
      screenRoute,
      pairRoute,
      boardTemplatesRoute,
      siteRoute.addChildren([
        siteStartRoute,
        liveRoute,
        callsRoute,
        callRoute,
        figuresRoute,
        explainRoute,
        statisticsRoute,
        statisticRoute,
        configurationRoute,
        configurationStartRoute,
        screensRoute,
        boardsRoute,
        boardsListRoute,
        boardRoute,
        reportsStartRoute,
        reportRoute,
        reportEditRoute,
        reportNewRoute,
        downloadsRoute,
        filtersRoute,
        schedulesRoute,
        scheduleNewRoute,
        scheduleRoute,
        callBacksRoute,
        serviceLevelsRoute,
        valuesRoute,
        boardTextRoute,
        pastRoute,
      ]),
    ]),
    scrollRestoration: true,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
