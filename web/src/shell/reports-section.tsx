import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { PageTitle } from './page-title.tsx';

/** The pages around reports, each with the right that opens it. */
const parts = [
  { id: 'reports', to: '/sites/$site/reports', words: 'Reports', right: 'reports.read' },
  { id: 'figures', to: '/sites/$site/figures', words: 'Ask', right: 'calls.read' },
  { id: 'statistics', to: '/sites/$site/statistics', words: 'Catalogue', right: 'calls.read' },
  { id: 'filters', to: '/sites/$site/filters', words: 'Filters', right: 'filters.read' },
  { id: 'schedules', to: '/sites/$site/schedules', words: 'Schedules', right: 'schedules.read' },
  { id: 'call-backs', to: '/sites/$site/call-backs', words: 'Call-backs', right: 'callBacks.use' },
  { id: 'downloads', to: '/sites/$site/downloads', words: 'Downloads', right: 'exports.make' },
  { id: 'service-levels', to: '/sites/$site/service-levels', words: 'Service levels', right: 'calls.read' },
] as const;
export type ReportsPart = (typeof parts)[number]['id'];

/** Leads from one page around reports to another; shows only what the person may open. */
export const ReportsSectionNav = ({ site, me, here }: { readonly site: string; readonly me: Me | undefined; readonly here: string }) => (
  <nav aria-label="Reports" className="site-nav">
    {parts
      .filter(({ right }) => may(me, right))
      .map(({ id, to, words }) => (
        <Link key={id} to={to} params={{ site }} className="site-nav-link" aria-current={id === here ? 'page' : undefined}>
          {words}
        </Link>
      ))}
    {may(me, 'reports.write') ? (
      <Link to="/sites/$site/boards-text" params={{ site }} search={{ of: 'reports' }} className="site-nav-link">
        As text
      </Link>
    ) : null}
  </nav>
);

/** Head, section links and the right to be here, around a page of reports. */
export const ReportsSection = ({
  site,
  here,
  title,
  tools,
  children,
}: {
  readonly site: Site;
  readonly here: ReportsPart;
  readonly title: string;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly children: (me: Me) => ReactNode;
}) => {
  const { api } = useServices();
  const { data: me, error, refetch } = useQuery(meQuery(api));
  const right = parts.find(({ id }) => id === here)?.right ?? 'reports.read';
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title={title} context={site.name} />
        {tools}
      </div>
      <ReportsSectionNav site={site.site} me={me} here={here} />
      {me === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : me === undefined ? (
        <Loading what="what you may see" />
      ) : may(me, right) ? (
        children(me)
      ) : (
        <Notice icon="warning" title="Your role does not allow this">
          Supervisors and administrators may open this page.
        </Notice>
      )}
    </div>
  );
};
