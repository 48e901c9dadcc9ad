import { createRootRoute, Outlet, retainSearchParams, useLocation } from '@tanstack/react-router';
import { LogInPage, SessionExpiredPage } from '../auth/log-in-pages.tsx';
import { Shell } from '../shell/shell.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { useSessionStatus } from './services.ts';

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

export const rootRoute = createRootRoute({
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
