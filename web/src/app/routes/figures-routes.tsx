import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseCatalogueSearch } from '../../figures/core/catalogue-search.ts';
import { parseExplainSearch } from '../../figures/core/explain-search.ts';
import { parseFiguresSearch } from '../../figures/core/question.ts';
import { Later } from '../later.tsx';
import { useSite } from '../site-context.ts';
import { siteRoute } from '../site-route.tsx';

const FiguresPage = lazy(() => import('../../figures/pages.ts').then((pages) => ({ default: pages.FiguresPage })));
const ExplainPage = lazy(() => import('../../figures/pages.ts').then((pages) => ({ default: pages.ExplainPage })));
const StatisticsPage = lazy(() => import('../../figures/pages.ts').then((pages) => ({ default: pages.StatisticsPage })));
const StatisticPage = lazy(() => import('../../figures/pages.ts').then((pages) => ({ default: pages.StatisticPage })));

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

export const figuresRoutes = [figuresRoute, explainRoute, statisticsRoute, statisticRoute] as const;
