import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { ActionsProvider } from '../actions/actions-provider.tsx';
import { may } from '../api/may.ts';
import { meQuery, sitesQuery } from '../api/queries.ts';
import { mayReadConfiguration, maySeeCalls, maySeeFigures, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Announcer } from '../live/announcer.tsx';
import { useBeat } from '../time/clock.ts';
import { formatClock, formatZone } from '../time/core/format.ts';
import { Logo } from '../ui/icons.tsx';
import { useAwake } from '../ui/use-awake.ts';
import { ConnectionStatus } from './connection-status.tsx';
import { useKiosk } from './kiosk.ts';
import { SiteSwitcher } from './site-switcher.tsx';
import { ThemeSwitch } from './theme.tsx';
import { UserMenu } from './user-menu.tsx';

const SiteClock = ({ site }: { readonly site: Site }) => {
  const { clock } = useServices();
  const now = useBeat(clock);
  return (
    <span className="site-clock num">
      {formatClock(site.timeZone, now)} <span className="muted">{formatZone(site.timeZone, now)}</span>
    </span>
  );
};

/** Pages around boards, whose addresses do not begin with that of the boards. */
const isAroundBoards = (path: string): boolean => /^\/sites\/[^/]+\/(boards-list|boards-text|values|screens)$/.test(path);
/** Pages around reports, likewise. */
const isAroundReports = (path: string): boolean =>
  /^\/sites\/[^/]+\/(reports-new|figures|statistics|filters|schedules|downloads|call-backs|service-levels)(\/|$)/.test(path);

const Navigation = ({
  site,
  boards,
  calls,
  reports,
  configuration,
}: {
  readonly site: string;
  readonly boards: boolean;
  readonly calls: boolean;
  readonly reports: boolean;
  readonly configuration: boolean;
}) => {
  const { pathname, searchStr } = useLocation();
  // One page has the text of both.
  const textOfReports = pathname.endsWith('/boards-text') && new URLSearchParams(searchStr).get('of') === 'reports';
  return (
    <nav aria-label="Main" className="nav">
      <Link to="/sites/$site/live" params={{ site }} className="nav-link">
        Live
      </Link>
      {boards ? (
        <Link
          to="/sites/$site/boards"
          params={{ site }}
          className="nav-link"
          data-here={(isAroundBoards(pathname) && !textOfReports) || undefined}
        >
          Boards
        </Link>
      ) : null}
      {calls ? (
        <Link to="/sites/$site/calls" params={{ site }} className="nav-link">
          Calls
        </Link>
      ) : null}
      {reports ? (
        <Link
          to="/sites/$site/reports"
          params={{ site }}
          className="nav-link"
          data-here={isAroundReports(pathname) || textOfReports || undefined}
        >
          Reports
        </Link>
      ) : null}
      {configuration ? (
        <Link to="/sites/$site/configuration" params={{ site }} className="nav-link">
          Site
        </Link>
      ) : null}
    </nav>
  );
};

export const Shell = ({ children }: { readonly children: ReactNode }) => {
  const { api } = useServices();
  const kiosk = useKiosk();
  const navigate = useNavigate();
  const { site: siteId } = useParams({ strict: false });
  const { data: me } = useQuery(meQuery(api));
  const { data: sites } = useQuery(sitesQuery(api));
  const current = sites?.find((site) => site.site === siteId);
  // A site out of reach has nothing to connect to; while it is not known yet, its place is kept.
  const shown = sites === undefined || current !== undefined ? siteId : undefined;
  useAwake(kiosk);
  useEffect(() => {
    if (kiosk) document.documentElement.dataset.kiosk = '';
    else delete document.documentElement.dataset.kiosk;
  }, [kiosk]);
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to content
      </a>
      <header className="header">
        <Link to="/" className="brand" aria-label="Trunkline, start page">
          <Logo />
          <span className="brand-name">Trunkline</span>
        </Link>
        {kiosk ? (
          <span className="kiosk-site">{current?.name}</span>
        ) : (
          <>
            {sites === undefined || sites.length === 0 ? null : (
              <SiteSwitcher
                key={current?.site ?? ''}
                sites={sites}
                current={current}
                choose={(site) => void navigate({ to: '/sites/$site/live', params: { site } })}
              />
            )}
            {shown === undefined ? null : (
              <Navigation
                site={shown}
                boards={may(me, 'boards.read')}
                calls={maySeeCalls(me)}
                reports={maySeeFigures(me)}
                configuration={mayReadConfiguration(me)}
              />
            )}
          </>
        )}
        <span className="header-space" />
        {current === undefined ? null : <SiteClock site={current} />}
        {shown === undefined ? null : <ConnectionStatus />}
        {kiosk ? null : (
          <>
            <ThemeSwitch />
            <UserMenu />
          </>
        )}
      </header>
      <main id="content" tabIndex={-1}>
        <ActionsProvider site={kiosk ? undefined : shown}>{children}</ActionsProvider>
      </main>
      <Announcer />
    </>
  );
};
