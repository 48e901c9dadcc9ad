import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parsePairSearch } from '../../screens/core/pair-search.ts';
import { parseScreenSearch } from '../../screens/core/screen-search.ts';
import { Later } from '../later.tsx';
import { rootRoute } from '../root-route.tsx';
import { sitePage } from '../site-page.tsx';
import { siteRoute } from '../site-route.tsx';

const ScreensPage = lazy(() => import('../../screens/screens-page.tsx').then((page) => ({ default: page.ScreensPage })));
const ScreenPage = lazy(() => import('../../screens/screen-page.tsx').then((page) => ({ default: page.ScreenPage })));
const PairPage = lazy(() => import('../../screens/pair-page.tsx').then((page) => ({ default: page.PairPage })));

export const screensRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/screens',
  component: sitePage(ScreensPage),
});

/** Not of a site: a screen has an identity of its own. */
export const screenRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/screen',
  validateSearch: parseScreenSearch,
  component: () => (
    <Later>
      <ScreenPage search={screenRoute.useSearch()} />
    </Later>
  ),
});

export const pairRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pair',
  validateSearch: parsePairSearch,
  component: () => (
    <Later>
      <PairPage search={pairRoute.useSearch()} />
    </Later>
  ),
});
