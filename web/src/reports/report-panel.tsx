import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { ApiError } from '../api/client.ts';
import { may } from '../api/may.ts';
import type { Me, Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { explainSearchOfPath } from '../figures/core/explain-search.ts';
import { isNumeric } from '../figures/core/format-figure.ts';
import type { PublicStatistic, PublicTemplate } from '../figures/core/public-types.ts';
import { nextSorts, type Over, sortText } from '../figures/core/question.ts';
import type { AskWhy, PressHead } from '../figures/core/table-presses.ts';
import { keyWord } from '../figures/core/template-words.ts';
import { ExplainPanel } from '../figures/explain-panel.tsx';
import { statisticsQuery, templatesQuery } from '../figures/figures-queries.ts';
import { ReportView } from '../figures/report-view.tsx';
import { formatDay, formatMinute } from '../time/core/format.ts';
import { Icon } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { drawable } from './core/report-draft.ts';
import { lookOfReport, questionOf } from './core/report-question.ts';
import { chartText, isOverridden, parseReportSearch, type ReportSearch, withOverrides } from './core/report-search.ts';
import type { FullReport } from './core/types.ts';
import { ExportMenu, ExportOutcome, useExporting } from './exports/export-menu.tsx';
import { ReportAskForm } from './report-ask-form.tsx';
import { ReportChart } from './report-chart.tsx';
import { fullReportQuery } from './reports-api.ts';
import './exports/exports.css';
import { SortDialog } from './sort-dialog.tsx';
import type { SortColumn } from './sort-keys.tsx';

export interface ReportPanelProps {
  readonly site: Site;
  readonly me: Me;
  readonly report: string;
  readonly search: ReportSearch;
}

const Asked = ({
  site,
  me,
  search,
  full,
  template,
  statistics,
}: ReportPanelProps & {
  readonly full: FullReport;
  readonly template: PublicTemplate;
  readonly statistics: readonly PublicStatistic[];
}) => {
  const navigate = useNavigate();
  const [sorting, setSorting] = useState(false);
  const { content } = full;
  const asked: ReportContent = useMemo(() => withOverrides(content, search, site.timeZone), [content, search, site.timeZone]);
  const exporting = useExporting(site.site, asked);
  const go = useCallback(
    (change: (now: ReportSearch) => ReportSearch) =>
      void navigate({
        to: '/sites/$site/reports/$report',
        params: { site: site.site, report: full.id },
        search: (now) => change(parseReportSearch({ ...now })),
        resetScroll: false,
      }),
    [navigate, site.site, full.id],
  );
  const questionText = JSON.stringify(questionOf(asked, template));
  const body = useMemo(() => JSON.parse(questionText) as ReturnType<typeof questionOf>, [questionText]);
  const look = useMemo(() => lookOfReport(asked), [asked]);
  const sort = useMemo(() => body?.sort ?? [], [body]);
  const press: PressHead = useCallback(
    (column, largestFirst, add) => {
      const next = sortText(nextSorts(sort, column, largestFirst, add));
      go(({ sort: _sort, ...now }) => (next === '' ? now : { ...now, sort: next }));
    },
    [go, sort],
  );
  const askWhy: AskWhy = useCallback(
    (column, row) =>
      go(({ row: _row, over: _over, ...now }) => ({
        ...now,
        why: column.id,
        ...(row === null || row.key === null ? {} : { row: row.key }),
      })),
    [go],
  );
  const askWhyOver = useCallback(
    (stretch: Over): AskWhy =>
      (column, row) =>
        go(({ row: _row, over: _over, ...now }) => ({
          ...now,
          why: column.id,
          ...(row === null || row.key === null ? {} : { over: stretch, row: row.key }),
        })),
    [go],
  );
  const chooseChart = (chart: ReportContent['chart']): void =>
    go(({ chart: _chart, ...now }) => (chartText(chart) === chartText(content.chart) ? now : { ...now, chart: chartText(chart) }));
  const drawn = useMemo(() => drawable(asked, statistics, template), [asked, statistics, template]);
  const sortColumns: readonly SortColumn[] = [
    ...(template.key === null ? [] : [{ id: 'key', name: asked.key.header ?? keyWord(template.key), numeric: false }]),
    ...(body?.columns ?? []).map((id) => {
      const statistic = statistics.find((each) => each.id === id);
      const header = asked.columns.find((column) => column.statistic === id)?.header;
      return { id, name: header ?? statistic?.heading ?? id, numeric: statistic !== undefined && isNumeric(statistic.type) };
    }),
  ];
  const { why, row = null, over } = search;
  return (
    <>
      <ReportAskForm
        key={JSON.stringify([asked.range, asked.filter, asked.dailyWindow, asked.format])}
        site={site}
        template={template}
        saved={content}
        asked={asked}
        apply={(overrides) =>
          go(({ sort: kept, chart }) => ({
            ...overrides,
            ...(kept === undefined ? {} : { sort: kept }),
            ...(chart === undefined ? {} : { chart }),
          }))
        }
      />
      <div className="report-tools">
        {sortColumns.length < 2 || (template.kind === 'grouped' && template.key === null) ? null : (
          <button type="button" className="button" onClick={() => setSorting(true)}>
            <Icon name="tune" /> Sort
          </button>
        )}
        {may(me, 'exports.make') && body !== null ? <ExportMenu exporting={exporting} /> : null}
        <button type="button" className="button" onClick={() => window.print()}>
          Print
        </button>
        {isOverridden(search) ? (
          <button type="button" className="button plain" onClick={() => go(() => ({}))}>
            As the report says
          </button>
        ) : null}
      </div>
      <ExportOutcome site={site.site} exporting={exporting} />
      {body === null ? (
        <div className="panel">
          <Notice icon="warning" title="This report has no column">
            Edit it and choose what it shows.
          </Notice>
        </div>
      ) : (
        <ReportView site={site} template={template} body={body} sort={sort} press={press} askWhy={askWhy} look={look}>
          {(report, rows) => {
            const path = why === undefined ? null : (report.columns.find(({ id }) => id === why)?.explain ?? null);
            return (
              <>
                {template.kind === 'grouped' && body !== null ? (
                  <ReportChart
                    site={site}
                    report={report}
                    rows={rows}
                    body={body}
                    chosen={asked.chart}
                    choose={chooseChart}
                    drawn={drawn}
                    byTime={template.key === 'time'}
                    look={look}
                    askWhy={askWhyOver}
                  />
                ) : null}
                <ExplainPanel
                  site={site}
                  figure={path === null ? null : explainSearchOfPath(path, row, over)}
                  close={() => go(({ why: _why, row: _row, over: _over, ...now }) => now)}
                />
              </>
            );
          }}
        </ReportView>
      )}
      {sorting ? (
        <SortDialog
          columns={sortColumns}
          sort={sort}
          apply={(next) => {
            setSorting(false);
            go(({ sort: _sort, ...now }) => (next.length === 0 ? now : { ...now, sort: sortText(next) }));
          }}
          close={() => setSorting(false)}
        />
      ) : null}
    </>
  );
};

/** A report, run: what it is, what it is asked with, and its answer. */
export const ReportPanel = (props: ReportPanelProps) => {
  const { api } = useServices();
  const { site, report } = props;
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
  const { name, description, category, shared, builtIn, mayEdit, updatedAt, updatedBy } = full.data;
  return (
    <article className="report" aria-label={name}>
      <header className="report-head">
        <div>
          <h2 className="report-name">{name}</h2>
          <p className="muted">
            {builtIn ? 'Everybody has it' : `${category} · ${shared ? 'shared' : 'yours alone'}`}
            {template === undefined ? '' : ` · ${template.name}: counts ${template.counts}`}
          </p>
          {shared && updatedBy !== null ? (
            <p className="muted">
              Last changed by {updatedBy.name}, {formatDay(site.timeZone, updatedAt)} {formatMinute(site.timeZone, updatedAt)}
            </p>
          ) : null}
          {description === '' ? null : <p>{description}</p>}
        </div>
        {mayEdit ? (
          <Link className="button" to="/sites/$site/reports/$report/edit" params={{ site: site.site, report }}>
            <Icon name="edit" /> Edit
          </Link>
        ) : null}
      </header>
      {template === undefined ? (
        <Notice icon="warning" title={`There is no template “${full.data.template}” any more`}>
          Edit the report and choose another.
        </Notice>
      ) : (
        <Asked {...props} full={full.data} template={template} statistics={statistics.data} />
      )}
    </article>
  );
};
