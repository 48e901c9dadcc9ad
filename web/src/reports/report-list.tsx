import { Link } from '@tanstack/react-router';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatDay, plural } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { RowMenu } from '../ui/row-menu.tsx';
import { groupReports, type ReportGroup } from './core/group-reports.ts';
import type { ReportItem } from './core/types.ts';
import { changesOf, changeWords, type ReportChange, type ReportRights } from './report-change.ts';

interface ListProps {
  readonly site: string;
  /** IANA name of the site's zone. */
  readonly zone: string;
  readonly chosen: string;
  readonly rights: ReportRights;
  readonly change: (change: ReportChange) => void;
  /** A report was chosen. */
  readonly picked: () => void;
}

const Entry = ({ report, site, zone, chosen, rights, change, picked }: ListProps & { readonly report: ReportItem }) => {
  const offered = changesOf(report, rights).map((kind) => [kind, changeWords[kind]] as const);
  return (
    <li className="report-entry">
      <Link
        to="/sites/$site/reports/$report"
        params={{ site, report: report.id }}
        className="report-link"
        title={report.description === '' ? undefined : report.description}
        aria-current={report.id === chosen ? 'page' : undefined}
        onClick={picked}
      >
        {report.name}
      </Link>
      <RowMenu name={report.name} offered={offered} choose={(kind) => change({ kind, report })} />
      {report.shared && report.updatedBy !== null ? (
        <span className="report-changed">
          {report.updatedBy.name}, {formatDay(zone, report.updatedAt)}
        </span>
      ) : null}
    </li>
  );
};

const Groups = ({
  title,
  groups,
  open,
  ...rest
}: ListProps & {
  readonly title: string;
  readonly groups: readonly ReportGroup[];
  /** All of them, as when something was searched for. */
  readonly open: boolean;
}) => (
  <section aria-label={title}>
    <h2 className="report-shelf">{title}</h2>
    {groups.map(({ category, reports }) => (
      <details key={`${category} ${open}`} className="report-category" open={open || reports.some(({ id }) => id === rest.chosen)}>
        <summary>
          {category} <span className="muted num">{reports.length}</span>
        </summary>
        <ul>
          {reports.map((report) => (
            <Entry key={report.id} report={report} {...rest} />
          ))}
        </ul>
      </details>
    ))}
  </section>
);

/** Reports to choose from: what everybody has, one's own by category, shared ones. */
export const ReportList = ({
  reports,
  restore,
  ...rest
}: ListProps & {
  readonly reports: readonly ReportItem[];
  /** Null = the person may not make reports. */
  readonly restore: (() => void) | null;
}) => {
  const [typed, setTyped] = useState('');
  const wanted = useDeferredValue(typed);
  const { builtIn, own, shared } = useMemo(() => groupReports(reports, wanted), [reports, wanted]);
  const searched = wanted.trim() !== '';
  const found = [...own, ...shared].reduce((sum, group) => sum + group.reports.length, builtIn.length);
  const few = reports.length <= 12;
  return (
    <nav aria-label="Reports to run" className="report-list">
      <label className="search">
        <Icon name="search" />
        <span className="sr-only">Search the reports</span>
        <input type="search" placeholder="Search reports" value={typed} onChange={(event) => setTyped(event.target.value)} />
      </label>
      <p role="status" className="sr-only">
        {searched ? plural(found, 'report') : ''}
      </p>
      {found === 0 ? <Notice title="No report has these words" /> : null}
      {builtIn.length === 0 ? null : (
        <ul>
          {builtIn.map((report) => (
            <Entry key={report.id} report={report} {...rest} />
          ))}
        </ul>
      )}
      {own.length === 0 ? null : <Groups title="My reports" groups={own} open={searched || few} {...rest} />}
      {shared.length === 0 ? null : <Groups title="Shared reports" groups={shared} open={searched || few} {...rest} />}
      {restore === null || searched ? null : (
        <p className="report-list-foot">
          <button type="button" className="button small plain" onClick={restore}>
            Restore default reports
          </button>
        </p>
      )}
    </nav>
  );
};
