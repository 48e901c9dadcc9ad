import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatClock, formatDayMinute, formatZone, plural } from '../time/core/format.ts';
import { ListFoot } from '../ui/list-foot.tsx';
import { Failure, Notice } from '../ui/notice.tsx';
import { Asking } from './asking.tsx';
import type { PublicTemplate, Report } from './core/public-types.ts';
import { type QueryBody, sortOf } from './core/question.ts';
import { keyWord } from './core/usual-columns.ts';
import { reportQuery } from './figures-queries.ts';
import { HonestyNotes } from './honesty-notes.tsx';
import { type AskWhy, ReportTable } from './report-table.tsx';
import { StartTimeChart } from './start-time-chart.tsx';

const rangeWords = ({ range, timeZone }: Report): string => {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const till = to > range.asAt ? 'now' : formatDayMinute(timeZone, to);
  return `${formatDayMinute(timeZone, from)} to ${till}`;
};

const footWords = { load: 'More', loading: 'Loading more…' };
const Foot = ({
  report,
  shown,
  more,
}: {
  readonly report: Report;
  readonly shown: number;
  readonly more: { readonly load: () => void; readonly loading: boolean } | null;
}) => (
  <ListFoot more={more} words={footWords}>
    {shown === report.rows ? plural(report.rows, 'row') : `${shown.toLocaleString('en-GB')} of ${plural(report.rows, 'row')}`}
  </ListFoot>
);

/** The answer to a question: what it is of, what must be known with it, the picture, the table. */
export const ReportView = ({
  site,
  template,
  body,
  sort,
  press,
  askWhy,
}: {
  readonly site: Site;
  readonly template: PublicTemplate;
  readonly body: QueryBody;
  readonly sort: string | undefined;
  readonly press: (column: string, largestFirst: boolean) => void;
  readonly askWhy: AskWhy;
}) => {
  const { api, queries } = useServices();
  const options = reportQuery(api, site.site, body);
  const [stopped, setStopped] = useState(false);
  const { sort: _sort, ...unsorted } = body;
  const question = JSON.stringify(unsorted);
  const answer = useInfiniteQuery({
    ...options,
    // While only the order changes, the table stays; another question begins with an empty page.
    placeholderData: (before, query) => {
      const [, , asked] = query?.queryKey ?? [];
      if (asked === undefined || asked === null) return undefined;
      const { sort: _order, ...rest } = asked as QueryBody;
      return JSON.stringify(rest) === question ? before : undefined;
    },
  });
  const rows = useMemo(() => answer.data?.pages.flatMap((page) => page.items) ?? [], [answer.data]);
  const report = answer.data?.pages[0];
  const again = (): void => {
    setStopped(false);
    void answer.refetch();
  };
  if (report === undefined) {
    if (answer.error !== null) return <Failure error={answer.error} retry={again} />;
    if (stopped && answer.fetchStatus === 'idle') {
      return (
        <div className="panel">
          <Notice
            title="Called off"
            action={
              <button type="button" className="button" onClick={again}>
                Ask again
              </button>
            }
          >
            Nothing is shown, as the question was called off before its answer came.
          </Notice>
        </div>
      );
    }
    return (
      <Asking
        what="Counting"
        cancel={() => {
          setStopped(true);
          void queries.cancelQueries({ queryKey: options.queryKey });
        }}
      />
    );
  }
  const { timeZone, filter } = report;
  const grouped = template.kind === 'grouped';
  const keyHead = grouped ? (template.key === null ? null : keyWord(template.key)) : rows[0]?.logicalCallId == null ? null : 'Call';
  return (
    <div aria-busy={answer.isPlaceholderData}>
      <p className="range-text muted report-of">
        {rangeWords(report)} · times in {timeZone} ({formatZone(timeZone, Date.parse(report.range.from))}) · counts {report.template.counts}
        {body.dailyWindow === undefined ? '' : ` · from ${body.dailyWindow.from} to ${body.dailyWindow.to} each day`}
        {filter === null ? '' : ` · ${filter}`} · as at {formatClock(timeZone, report.range.asAt)}{' '}
        <button type="button" className="button small plain" aria-disabled={answer.isFetching} onClick={again}>
          {answer.isFetching ? 'Counting…' : 'Ask again'}
        </button>
      </p>
      <HonestyNotes gaps={report.gaps} restatedAt={report.restatedAt} inferredEnds={report.inferredEnds} zone={timeZone} />
      {answer.error === null ? null : <Failure error={answer.error} retry={() => void answer.refetch()} />}
      {rows.length === 0 ? (
        <div className="panel">
          <Notice title="Nothing to count">There is no row for this question in this range. Try another range, or fewer limits.</Notice>
        </div>
      ) : (
        <>
          {body.format === undefined ? null : <StartTimeChart report={report} rows={rows} format={body.format} />}
          <div className="panel">
            <ReportTable
              report={report}
              rows={rows}
              grouped={grouped}
              keyHead={keyHead}
              sort={sortOf(sort)}
              press={press}
              askWhy={askWhy}
            />
            <Foot
              report={report}
              shown={rows.length}
              more={answer.hasNextPage ? { load: () => void answer.fetchNextPage(), loading: answer.isFetchingNextPage } : null}
            />
          </div>
          {grouped ? <p className="muted hint">Press any figure to see how it came about. Arrow keys move between figures.</p> : null}
        </>
      )}
    </div>
  );
};
