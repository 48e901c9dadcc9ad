import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { meQuery } from '../api/queries.ts';
import { mayReadAudit, mayReadConfiguration, mayWriteConfiguration, type Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { PageTitle } from '../shell/page-title.tsx';
import { formatClock, formatDayMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { AuditPage } from './audit-page.tsx';
import type { SiteSearch } from './core/site-search.ts';
import { DevicesPage } from './devices-page.tsx';
import { HistoryPage } from './history-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { type Part, PartContext, usePart } from './part.ts';
import { configurationQuery, newestQuery } from './queries.ts';
import { SettingsPage } from './settings-page.tsx';
import { UnitsPage } from './units-page.tsx';
import { UsersPage } from './users-page.tsx';
import './site.css';

const parts = {
  overview: 'Overview',
  devices: 'Devices',
  users: 'Users',
  'business-units': 'Business units',
  settings: 'Settings',
  history: 'History',
  audit: 'Audit',
} as const;
type PartName = keyof typeof parts;
const isPart = (name: string): name is PartName => name in parts;

const PartBody = ({ part, search }: { readonly part: PartName; readonly search: SiteSearch }) => {
  switch (part) {
    case 'overview':
      return <OverviewPage />;
    case 'devices':
      return <DevicesPage key={search.only} onlyMissing={search.only === 'missing'} />;
    case 'users':
      return <UsersPage open={search.user ?? null} />;
    case 'business-units':
      return <UnitsPage />;
    case 'settings':
      return <SettingsPage />;
    case 'history':
      return <HistoryPage />;
    case 'audit':
      return <AuditPage />;
  }
};

/** Says that what is shown is no longer what stands, or that this cannot be told at the moment. */
const Freshness = ({ reload, failing, readAt }: { readonly reload: () => void; readonly failing: boolean; readonly readAt: number }) => {
  const { api } = useServices();
  const { site, head } = usePart();
  const { data: newest, error, dataUpdatedAt } = useQuery(newestQuery(api, site.site));
  if (error !== null || failing)
    return (
      <p className="banner warn" role="status">
        <Icon name="warning" /> This may be old: Trunkline has not answered since{' '}
        <span className="num">{formatClock(site.timeZone, Math.max(readAt, dataUpdatedAt))}</span>.
      </p>
    );
  if (newest === undefined || newest === null || newest.version <= head.version) return null;
  return (
    <div className="banner warn" role="status">
      <Icon name="warning" /> {newest.authorName} saved version {newest.version} on{' '}
      <span className="num">{formatDayMinute(site.timeZone, newest.at)}</span>; this page shows version {head.version}.{' '}
      <button type="button" className="button small" onClick={reload}>
        Load version {newest.version}
      </button>
    </div>
  );
};

const Loaded = ({
  site,
  part,
  search,
  mayWrite,
}: {
  readonly site: Site;
  readonly part: PartName;
  readonly search: SiteSearch;
  readonly mayWrite: boolean;
}) => {
  const { api } = useServices();
  const { data: head, error, refetch, dataUpdatedAt } = useQuery(configurationQuery(api, site.site));
  const [told, setTold] = useState('');
  const value = useMemo((): Part | null => {
    if (head === undefined) return null;
    return { site, head, config: head.configuration, mayWrite, tell: setTold };
  }, [site, head, mayWrite]);
  if (value === null && error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (value === null) return <Loading what="the configuration" />;
  return (
    <PartContext value={value}>
      <Freshness reload={() => void refetch()} failing={error !== null} readAt={dataUpdatedAt} />
      <p role="status" className={told === '' ? 'sr-only' : 'told'}>
        {told === '' ? null : (
          <>
            <Icon name="answered" /> {told}
          </>
        )}
      </p>
      <PartBody part={part} search={search} />
    </PartContext>
  );
};

/** The configuration of a site: read by supervisors, changed by administrators. */
export const SitePages = ({ site, part, search }: { readonly site: Site; readonly part: string; readonly search: SiteSearch }) => {
  const { api } = useServices();
  const { data: me, error, refetch } = useQuery(meQuery(api));
  const shown = (Object.keys(parts) as PartName[]).filter((name) => name !== 'audit' || mayReadAudit(me));
  const known = isPart(part) && (me === undefined || shown.includes(part)) ? part : null;
  const mayWrite = mayWriteConfiguration(me);
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title={known === null ? 'Site' : known === 'overview' ? 'Site' : parts[known]} context={site.name} />
        {me === undefined || mayWrite ? null : <p className="muted">You may read this; administrators may change it.</p>}
      </div>
      {me !== undefined && mayReadConfiguration(me) ? (
        <nav aria-label="Site" className="site-nav">
          {shown.map((name) => (
            <Link
              key={name}
              to="/sites/$site/configuration/$part"
              params={{ site: site.site, part: name }}
              className="site-nav-link"
              aria-current={name === known ? 'page' : undefined}
            >
              {parts[name]}
            </Link>
          ))}
        </nav>
      ) : null}
      {me === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : me === undefined ? (
        <Loading what="what you may see" />
      ) : !mayReadConfiguration(me) ? (
        <Notice icon="warning" title="Your role does not allow this">
          Supervisors and administrators may see how the site is configured.
        </Notice>
      ) : known === null ? (
        <Notice icon="warning" title="There is no such page">
          Choose one above.
        </Notice>
      ) : (
        <Loaded key={site.site} site={site} part={known} search={search} mayWrite={mayWrite} />
      )}
    </div>
  );
};
