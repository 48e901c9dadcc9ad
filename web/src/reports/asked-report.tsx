import { useCallback, useMemo } from 'react';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { explainSearchOfPath } from '../figures/core/explain-search.ts';
import type { PublicStatistic, PublicTemplate } from '../figures/core/public-types.ts';
import { nextSorts, type Over } from '../figures/core/question.ts';
import type { AskWhy, PressHead } from '../figures/core/table-presses.ts';
import { keyWord } from '../figures/core/template-words.ts';
import { ExplainPanel } from '../figures/explain-panel.tsx';
import { ReportView } from '../figures/report-view.tsx';
import { Notice } from '../ui/notice.tsx';
import { withAsked, withChart, withoutWhy, withSort, withWhy } from './core/change-search.ts';
import { drawable } from './core/report-draft.ts';
import { lookOfReport, questionOf } from './core/report-question.ts';
import { isOverridden, type ReportSearch, withOverrides } from './core/report-search.ts';
import { computeSortColumns } from './core/sort-columns.ts';
import type { FullReport } from './core/types.ts';
import { ExportOutcome, useExporting } from './exports/export-menu.tsx';
import { ReportAskForm } from './report-ask-form.tsx';
import { ReportChart } from './report-chart.tsx';
import { ReportTools } from './report-tools.tsx';
import { useReportAddress } from './use-report-address.ts';
import './exports/exports.css';

/** What a report is asked with, which can be changed for the moment, and its answer. The address holds what is changed. */
export const AskedReport = ({
  site,
  me,
  search,
  full,
  template,
  statistics,
}: {
  readonly site: Site;
  readonly me: Me;
  readonly search: ReportSearch;
  readonly full: FullReport;
  readonly template: PublicTemplate;
  readonly statistics: readonly PublicStatistic[];
}) => {
  const go = useReportAddress(site.site, full.id);
  const { content } = full;
  const asked = useMemo(() => withOverrides(content, search, site.timeZone), [content, search, site.timeZone]);
  const exporting = useExporting(site.site, asked);
  // The same question is the same value, however the address came to it: it is not asked again, and no row is drawn anew.
  const questionText = JSON.stringify(questionOf(asked, template));
  const body = useMemo(() => JSON.parse(questionText) as ReturnType<typeof questionOf>, [questionText]);
  const look = useMemo(() => lookOfReport(asked), [asked]);
  const sort = useMemo(() => body?.sort ?? [], [body]);
  const drawn = useMemo(() => drawable(asked, statistics, template), [asked, statistics, template]);
  const press: PressHead = useCallback(
    (column, largestFirst, add) => go((now) => withSort(now, nextSorts(sort, column, largestFirst, add))),
    [go, sort],
  );
  const askWhy: AskWhy = useCallback((column, row) => go((now) => withWhy(now, column.id, row?.key ?? null, null)), [go]);
  const askWhyOver = useCallback(
    (over: Over): AskWhy =>
      (column, row) =>
        go((now) => withWhy(now, column.id, row?.key ?? null, over)),
    [go],
  );
  const isOneRow = template.kind === 'grouped' && template.key === null;
  const keyName = template.key === null ? null : keyWord(template.key);
  const { why, row = null, over } = search;
  const reset = isOverridden(search) ? () => go(() => ({})) : null;
  return (
    <>
      <ReportAskForm
        key={JSON.stringify([asked.range, asked.filter, asked.dailyWindow, asked.format])}
        site={site}
        template={template}
        saved={content}
        asked={asked}
        apply={(overrides) => go((now) => withAsked(now, overrides))}
      />
      <ReportTools
        site={site.site}
        body={body}
        sortColumns={isOneRow ? [] : computeSortColumns(asked, keyName, body?.columns ?? [], statistics)}
        sort={sort}
        changeSort={(next) => go((now) => withSort(now, next))}
        exporting={may(me, 'exports.make') && body !== null ? exporting : null}
        reset={reset}
      />
      <ExportOutcome site={site.site} exporting={exporting} />
      {body === null ? (
        <div className="panel">
          <Notice icon="warning" title="This report has no column">
            Edit it and choose what it shows.
          </Notice>
        </div>
      ) : (
        <ReportView site={site} template={template} body={body} sort={sort} press={press} askWhy={askWhy} look={look} asSaved={reset}>
          {(report, rows) => {
            const path = why === undefined ? null : (report.columns.find(({ id }) => id === why)?.explain ?? null);
            return (
              <>
                {template.kind === 'grouped' ? (
                  <ReportChart
                    site={site}
                    report={report}
                    rows={rows}
                    body={body}
                    chosen={asked.chart}
                    choose={(chart) => go((now) => withChart(now, chart, content))}
                    drawn={drawn}
                    byTime={template.key === 'time'}
                    look={look}
                    askWhy={askWhyOver}
                  />
                ) : null}
                <ExplainPanel
                  site={site}
                  figure={path === null ? null : explainSearchOfPath(path, row, over)}
                  close={() => go(withoutWhy)}
                />
              </>
            );
          }}
        </ReportView>
      )}
    </>
  );
};
