import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/may.ts';
import { meQuery } from '../api/queries.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { PageTitle } from './page-title.tsx';

/** A page of a section: its address below the site, and the right that opens it. */
export interface SectionPart {
  readonly id: string;
  readonly to: `/sites/$site/${
    | 'boards'
    | 'boards-text'
    | 'call-backs'
    | 'downloads'
    | 'figures'
    | 'filters'
    | 'reports'
    | 'schedules'
    | 'screens'
    | 'service-levels'
    | 'statistics'
    | 'values'}`;
  readonly words: string;
  readonly right: string;
}

/** Leads from one page of a section to another; shows only what the person may open. */
export const SectionNav = ({
  label,
  parts,
  site,
  me,
  here,
  children,
}: {
  readonly label: string;
  readonly parts: readonly SectionPart[];
  readonly site: string;
  readonly me: Me | undefined;
  /** Id of the page that is open. */
  readonly here: string;
  /** Links besides. */
  readonly children?: ReactNode;
}) => (
  <nav aria-label={label} className="site-nav">
    {parts
      .filter(({ right }) => may(me, right))
      .map(({ id, to, words }) => (
        <Link key={id} to={to} params={{ site }} className="site-nav-link" aria-current={id === here ? 'page' : undefined}>
          {words}
        </Link>
      ))}
    {children}
  </nav>
);

/** Head, section links and the right to be here, around a page of a section. */
export const SiteSection = ({
  site,
  title,
  tools,
  right,
  nav,
  children,
}: {
  readonly site: Site;
  readonly title: string;
  /** Beside the title. */
  readonly tools?: ReactNode;
  readonly right: string;
  readonly nav: (me: Me | undefined) => ReactNode;
  readonly children: (me: Me) => ReactNode;
}) => {
  const { api } = useServices();
  const { data: me, error, refetch } = useQuery(meQuery(api));
  return (
    <div className="page site-page">
      <div className="page-head">
        <PageTitle title={title} context={site.name} />
        {tools}
      </div>
      {nav(me)}
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
