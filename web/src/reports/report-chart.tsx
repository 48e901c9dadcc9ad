import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ReportContent } from '../../../functions/domain/report.ts';
import { usualOver } from '../../../functions/domain/usual-over.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import type { PublicStatistic, Report, ReportColumn, ReportRow } from '../figures/core/public-types.ts';
import { type GroupingFormat, groupingFormats, type Over, type QueryBody } from '../figures/core/question.ts';
import { lookOf, type TableLook } from '../figures/core/table-look.ts';
import type { AskWhy } from '../figures/core/table-presses.ts';
import { overQuery } from '../figures/figures-queries.ts';
import { ReportTable } from '../figures/report-table.tsx';
import { Failure, Loading } from '../ui/notice.tsx';
import { BarChart } from './bar-chart.tsx';
import { chartWords } from './chart-fields.tsx';
import { questionOver } from './core/report-question.ts';
import { HeatMap } from './heat-map.tsx';
import { LineChart } from './line-chart.tsx';

type Chart = NonNullable<ReportContent['chart']>;

const isFormat = (value: string): value is GroupingFormat => Object.hasOwn(groupingFormats, value);
const isKind = (value: string): value is Chart['kind'] => value === 'bar' || value === 'line' || value === 'heatMap';

/** Lines and heat maps ask the same calls once more, by stretches of time. */
const OverTime = ({
  site,
  body,
  chart,
  over,
  look,
  askWhy,
}: {
  readonly site: Site;
  readonly body: QueryBody;
  readonly chart: Chart;
  readonly over: Over;
  readonly look: TableLook;
  readonly askWhy: (over: Over) => AskWhy;
}) => {
  const { api } = useServices();
  const columns = useMemo(() => (chart.kind === 'heatMap' ? chart.columns.slice(0, 1) : chart.columns), [chart]);
  const asked = useMemo(() => questionOver(body, columns, over), [body, columns, over]);
  const answer = useQuery(overQuery(api, site.site, asked));
  const { data } = answer;
  // A figure has one name, in the picture as in the table.
  const report = useMemo(() => {
    const named = (column: ReportColumn): ReportColumn => ({ ...column, heading: lookOf(look, column.id).header ?? column.heading });
    return data === undefined ? undefined : { ...data, columns: data.columns.map(named) };
  }, [data, look]);
  const [first] = columns;
  if (report === undefined)
    return answer.error === null ? <Loading what="the picture" /> : <Failure error={answer.error} retry={() => void answer.refetch()} />;
  return (
    <>
      {chart.kind === 'heatMap' || over === 'weekdayTime' ? (
        first === undefined ? null : (
          <HeatMap report={report} column={first} />
        )
      ) : (
        <LineChart report={report} columns={columns} over={over} />
      )}
      {report.items.length === 0 ? null : (
        <details className="chart-table">
          <summary>The same as a table</summary>
          <ReportTable report={report} rows={report.items} grouped keyHead="Time" sort={[]} press={() => undefined} askWhy={askWhy(over)} />
        </details>
      )}
    </>
  );
};

/** A picture of a report: the one it was saved with, or another one for the moment, that its files then have too. */
export const ReportChart = ({
  site,
  report,
  rows,
  body,
  chosen,
  choose,
  drawn,
  byTime,
  look,
  askWhy,
}: {
  readonly site: Site;
  readonly report: Report;
  readonly rows: readonly ReportRow[];
  readonly body: QueryBody;
  readonly chosen: Chart | null;
  readonly choose: (chart: Chart | null) => void;
  /** Columns that can be drawn. */
  readonly drawn: readonly PublicStatistic[];
  /** The template groups by time itself. */
  readonly byTime: boolean;
  readonly look: TableLook;
  readonly askWhy: (over: Over) => AskWhy;
}) => {
  const [over, setOver] = useState<GroupingFormat | null>(null);
  const [first] = drawn;
  if (first === undefined) return null;
  const known = chosen?.columns.filter((id) => drawn.some((each) => each.id === id)) ?? [];
  const chart: Chart | null = chosen === null ? null : { kind: chosen.kind, columns: known.length === 0 ? [first.id] : known };
  const stretch = over ?? (byTime ? (body.format ?? 'dateTime') : usualOver(Date.parse(report.range.from), Date.parse(report.range.to)));
  const toggle = (id: string): void => {
    if (chart === null) return;
    const next = chart.columns.includes(id) ? chart.columns.filter((each) => each !== id) : [...chart.columns, id].slice(-5);
    if (next.length > 0) choose({ ...chart, columns: next });
  };
  return (
    <figure className={chart === null ? 'report-chart-choice' : 'panel chart report-chart'}>
      <figcaption>
        <label>
          Chart{' '}
          <select
            value={chart?.kind ?? ''}
            onChange={({ target: { value } }) => choose(isKind(value) ? { kind: value, columns: chart?.columns ?? [first.id] } : null)}
          >
            <option value="">None</option>
            {Object.entries(chartWords(report.periodMinutes ?? null)).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {chart === null ? null : chart.kind === 'heatMap' ? (
          <label>
            of{' '}
            <select value={chart.columns[0]} onChange={(event) => choose({ ...chart, columns: [event.target.value] })}>
              {drawn.map(({ id, heading }) => (
                <option key={id} value={id}>
                  {heading}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <fieldset className="chart-columns">
            <legend className="sr-only">Drawn</legend>
            {drawn.slice(0, 12).map(({ id, heading }) => (
              <label key={id} className="check-line">
                <input type="checkbox" checked={chart.columns.includes(id)} onChange={() => toggle(id)} />
                {heading}
              </label>
            ))}
          </fieldset>
        )}
        {chart?.kind === 'line' ? (
          <label>
            by{' '}
            <select
              value={stretch}
              onChange={({ target: { value } }) => {
                if (isFormat(value)) setOver(value);
              }}
            >
              {Object.entries(groupingFormats).map(([name, words]) => (
                <option key={name} value={name}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ) : null}
      </figcaption>
      {chart === null ? null : chart.kind === 'bar' ? (
        <BarChart
          columns={report.columns.filter(({ id }) => chart.columns.includes(id))}
          rows={rows}
          all={report.rows}
          zone={report.timeZone}
          look={look}
        />
      ) : (
        <OverTime
          site={site}
          body={body}
          chart={chart}
          over={chart.kind === 'heatMap' ? 'weekdayTime' : stretch}
          look={look}
          askWhy={askWhy}
        />
      )}
    </figure>
  );
};
