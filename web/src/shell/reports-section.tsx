import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { SectionNav, type SectionPart, SiteSection } from './site-section.tsx';

/** The pages around reports. */
const parts = [
  { id: 'reports', to: '/sites/$site/reports', words: 'Reports', right: 'reports.read' },
  { id: 'figures', to: '/sites/$site/figures', words: 'Ask', right: 'calls.read' },
  { id: 'statistics', to: '/sites/$site/statistics', words: 'Catalogue', right: 'calls.read' },
  { id: 'filters', to: '/sites/$site/filters', words: 'Filters', right: 'filters.read' },
  { id: 'schedules', to: '/sites/$site/schedules', words: 'Schedules', right: 'schedules.read' },
  { id: 'call-backs', to: '/sites/$site/call-backs', words: 'Call-backs', right: 'callBacks.use' },
  { id: 'downloads', to: '/sites/$site/downloads', words: 'Downloads', right: 'exports.make' },
  { id: 'service-levels', to: '/sites/$site/service-levels', words: 'Service levels', right: 'calls.read' },
] as const satisfies readonly SectionPart[];
export type ReportsPart = (typeof parts)[number]['id'] | 'text';

const rightOf = (here: ReportsPart): string =>
  here === 'text' ? 'reports.write' : (parts.find(({ id }) => id === here)?.right ?? 'reports.read');

/** A page of reports, with the way to the others and to their text. */
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
}) => (
  <SiteSection
    site={site}
    title={title}
    tools={tools}
    right={rightOf(here)}
    nav={(me) => (
      <SectionNav label="Reports" parts={parts} site={site.site} me={me} here={here}>
        {may(me, 'reports.write') ? (
          <Link
            to="/sites/$site/boards-text"
            params={{ site: site.site }}
            search={{ of: 'reports' }}
            className="site-nav-link"
            aria-current={here === 'text' ? 'page' : undefined}
          >
            As text
          </Link>
        ) : null}
      </SectionNav>
    )}
  >
    {children}
  </SiteSection>
);
