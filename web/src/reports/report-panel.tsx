import { useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { statisticsQuery, templatesQuery } from '../figures/figures-queries.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { AskedReport } from './asked-report.tsx';
import type { ReportSearch } from './core/report-search.ts';
import { ReportHeading } from './report-heading.tsx';
import { fullReportQuery } from './reports-api.ts';

export interface ReportPanelProps {
  readonly site: Site;
  readonly me: Me;
  readonly report: string;
  readonly search: ReportSearch;
}

/** A report, run: what it is, what it is asked with, and its answer. */
export const ReportPanel = ({ site, me, report, search }: ReportPanelProps) => {
  const { api } = useServices();
  const full = useQuery(fullReportQuery(api, site.site, report));
  const templates = useQuery(templatesQuery(api));
  const statistics = useQuery(statisticsQuery(api, site.site));
  const template = templates.data?.find(({ id }) => id === full.data?.template);
  const error = full.error ?? templates.error ?? statistics.error;
  if (full.error instanceof ApiError && full.error.status === 404) {
    return (
      <div className="panel">
        <Notice icon="warning" title="There is no such report">
          It was deleted, or it is somebody else’s own. Whoever sent the link can share it.
        </Notice>
      </div>
    );
  }
  if (full.data === undefined || templates.data === undefined || statistics.data === undefined) {
    return error === null ? (
      <Loading what="the report" />
    ) : (
      <Failure error={error} retry={() => void Promise.all([full.refetch(), templates.refetch(), statistics.refetch()])} />
    );
  }
  return (
    <article className="report" aria-label={full.data.name}>
      <ReportHeading site={site} report={full.data} template={template} />
      {template === undefined ? (
        <Notice icon="warning" title={`There is no template “${full.data.template}” any more`}>
          Edit the report and choose another.
        </Notice>
      ) : (
        <AskedReport site={site} me={me} search={search} full={full.data} template={template} statistics={statistics.data} />
      )}
    </article>
  );
};
