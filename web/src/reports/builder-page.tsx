import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { statisticsQuery, templateDefaultsQuery, templatesQuery } from '../figures/figures-queries.ts';
import { ReportsSection } from '../shell/reports-section.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { categoriesOf } from './core/group-reports.ts';
import { newReport } from './core/report-draft.ts';
import { summaryReport } from './core/summary-report.ts';
import { ReportBuilder } from './report-builder.tsx';
import { fullReportQuery, reportsQuery } from './reports-api.ts';
import '../figures/figures.css';
import '../filters/filters.css';
import './reports.css';
import './builder.css';

const firstTemplate = 'callsByExtension';

const Builder = ({ site, me, report }: { readonly site: Site; readonly me: Me; readonly report: string | null }) => {
  const { api } = useServices();
  const navigate = useNavigate();
  const full = useQuery({ ...fullReportQuery(api, site.site, report ?? ''), enabled: report !== null, refetchOnWindowFocus: false });
  const reports = useQuery(reportsQuery(api, site.site));
  const defaults = useQuery(templateDefaultsQuery(api, site.site));
  const templates = useQuery(templatesQuery(api));
  const statistics = useQuery(statisticsQuery(api, site.site));
  const open = (id: string): void => void navigate({ to: '/sites/$site/reports/$report', params: { site: site.site, report: id } });
  const asked = [full, reports, defaults, templates, statistics];
  const error = asked.map((each) => each.error).find((each) => each !== null) ?? null;
  const start = defaults.data?.find(({ template }) => template === firstTemplate);
  const first = report === null ? (start === undefined ? undefined : newReport(start)) : full.data?.content;
  if (error !== null && (first === undefined || statistics.data === undefined))
    return <Failure error={error} retry={() => void Promise.all(asked.map((each) => each.refetch()))} />;
  if (first === undefined || reports.data === undefined || defaults.data === undefined) return <Loading what="the report" />;
  if (templates.data === undefined || statistics.data === undefined) return <Loading what="the columns" />;
  if (full.data !== undefined && !full.data.mayEdit) {
    return (
      <Notice icon="warning" title="You may not change this report">
        Clone it from the list of reports: the copy is yours.
      </Notice>
    );
  }
  return (
    <ReportBuilder
      site={site}
      me={me}
      report={full.data ?? null}
      templates={templates.data}
      statistics={statistics.data}
      defaults={defaults.data}
      categories={categoriesOf(reports.data)}
      first={first}
      leave={() => open(report ?? summaryReport)}
      done={({ id }) => open(id)}
    />
  );
};

/** Making a report, or changing one (manual chapter 5.4). */
export const BuilderPage = ({ site, report }: { readonly site: Site; readonly report: string | null }) => (
  <ReportsSection site={site} here="reports" title={report === null ? 'New report' : 'Edit report'}>
    {(me) =>
      may(me, 'reports.write') ? (
        <Builder key={report} site={site} me={me} report={report} />
      ) : (
        <Notice icon="warning" title="Your role does not allow this">
          Supervisors and administrators may make reports.
        </Notice>
      )
    }
  </ReportsSection>
);
