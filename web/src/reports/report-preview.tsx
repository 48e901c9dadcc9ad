import { useQuery } from '@tanstack/react-query';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import type { PublicTemplate, Report } from '../figures/core/public-types.ts';
import type { SortChoice } from '../figures/core/question.ts';
import { readReport } from '../figures/core/read-answer.ts';
import { keyWord } from '../figures/core/template-words.ts';
import { ReportTable } from '../figures/report-table.tsx';
import { useRested } from '../figures/use-rested.ts';
import { plural } from '../time/core/format.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { lookOfReport, questionOf } from './core/report-question.ts';

const previewRows = 8;
const restMs = 700;

/** The first rows of the report as it stands, asked whenever nothing has changed for a moment. */
export const ReportPreview = ({
  site,
  content,
  template,
  press,
}: {
  readonly site: Site;
  readonly content: ReportContent;
  readonly template: PublicTemplate;
  readonly press: (column: string, largestFirst: boolean, add: boolean) => void;
}) => {
  const { api } = useServices();
  const body = useRested(questionOf(content, template), restMs);
  const answer = useQuery({
    queryKey: ['report preview', site.site, body],
    enabled: body !== null,
    queryFn: async ({ signal }) =>
      readReport((await api.send('POST', `/sites/${site.site}/query`, { ...body, limit: previewRows }, signal)) as Report),
    placeholderData: (before) => before,
    staleTime: 30_000,
    retry: false,
  });
  const report = answer.data;
  if (body === null) return <Notice title="Choose a column to see the first rows" />;
  if (answer.error !== null) return <Failure error={answer.error} retry={() => void answer.refetch()} />;
  if (report === undefined)
    return (
      <p role="status" className="muted builder-note">
        Counting…
      </p>
    );
  const quiet = { ...report, columns: report.columns.map((column) => ({ ...column, explain: null })) };
  const sort: readonly SortChoice[] = body.sort ?? [];
  return (
    <div aria-busy={answer.isFetching}>
      {report.items.length === 0 ? (
        <Notice title="Nothing to count">There is no row for it in this range.</Notice>
      ) : (
        <ReportTable
          report={quiet}
          rows={report.items}
          grouped={template.kind === 'grouped'}
          keyHead={template.kind === 'grouped' && template.key !== null ? keyWord(template.key) : null}
          sort={sort}
          press={press}
          askWhy={() => undefined}
          look={lookOfReport(content)}
        />
      )}
      <p role="status" className="muted num builder-note">
        {answer.isFetching
          ? 'Counting…'
          : `The first ${Math.min(previewRows, report.rows).toLocaleString('en-GB')} of ${plural(report.rows, 'row')}${report.filter === null ? '' : ` · ${report.filter}`}`}
      </p>
    </div>
  );
};
