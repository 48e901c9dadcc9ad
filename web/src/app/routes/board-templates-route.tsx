import { createRoute } from '@tanstack/react-router';
import { lazy } from 'react';
import { parseTemplateSearch } from '../../board-templates/core/template-search.ts';
import { Later } from '../later.tsx';
import { rootRoute } from '../root-route.tsx';

const BoardTemplatesPage = lazy(() =>
  import('../../board-templates/board-templates-page.tsx').then((page) => ({ default: page.BoardTemplatesPage })),
);

/** Of the reseller, above all sites. */
export const boardTemplatesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/board-templates',
  validateSearch: parseTemplateSearch,
  component: () => (
    <Later>
      <BoardTemplatesPage search={boardTemplatesRoute.useSearch()} />
    </Later>
  ),
});
