import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseBoardSearch } from '../../boards/core/board-choice.ts';
import { parsePastSearch } from '../../past/core/past-search.ts';
import { Later } from '../later.tsx';
import { useSite } from '../site-context.ts';
import { sitePage } from '../site-page.tsx';
import { siteRoute } from '../site-route.tsx';

const BoardsStartPage = lazy(() => import('../../boards/pages.ts').then((pages) => ({ default: pages.BoardsStartPage })));
const BoardOrEditor = lazy(() => import('../../boards/pages.ts').then((pages) => ({ default: pages.BoardOrEditor })));
const BoardListPage = lazy(() => import('../../boards/pages.ts').then((pages) => ({ default: pages.BoardListPage })));
const PastPage = lazy(() => import('../../past/past-page.tsx').then((page) => ({ default: page.PastPage })));
const ValuesPage = lazy(() => import('../../values/values-page.tsx').then((page) => ({ default: page.ValuesPage })));
const BoardTextPage = lazy(() => import('../../board-text/board-text-page.tsx').then((page) => ({ default: page.BoardTextPage })));

const boardsRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards',
  component: sitePage(BoardsStartPage),
});

const boardsListRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/boards-list',
  component: sitePage(BoardListPage),
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

const valuesRoute = createRoute({
  getParentRoute: () => siteRoute,
  path: '/values',
  component: sitePage(ValuesPage),
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

export const boardsRoutes = [boardsRoute, boardsListRoute, boardRoute, pastRoute, valuesRoute, boardTextRoute] as const;
