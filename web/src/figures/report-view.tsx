import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactNode, useCallback, useMemo, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatClock, formatDayMinute } from '../time/core/format.ts';
import { zoneNames } from '../time/core/zone-words.ts';
import { Failure, Notice } from '../ui/notice.tsx';
import { Asking } from './asking.tsx';
import type { PublicTemplate, Report, ReportRow } from './core/public-types.ts';
import type { QueryBody, SortChoice } from './core/question.ts';
import type { TableLook } from './core/table-look.ts';
import type { AskWhy, PressHead } from './core/table-presses.ts';
import { countWords, keyWord } from './core/template-words.ts';
import { reportQuery } from './figures-queries.ts';
import { HonestyNotes } from './honesty-notes.tsx';
import { LimitedNote } from './limited-note.tsx';
import { ReportRows } from './report-rows.tsx';
import { StartTimeChart } from './start-time-chart.tsx';

const rangeWords = ({ range, timeZone }: Report): string => {
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const till = to > range.asAt ? 'now' : formatDayMinute(timeZone, to);
  return `${formatDayMinute(timeZone, from)} to ${till}`;
};

/** Which definition each figure followed, where a site has had several. */
const Definitions = ({ report }: { readonly report: Report }) => (
  <details className="banner quiet">
    <summary>How the service level was reckoned</summary>
    <ul className="gap-list">
      {(report.definitions ?? []).map(({ what, version, from, formula, seconds }) => (
        <li key={`${what} ${version}`}>
          Version {version}
          {from === null ? '' : `, from ${/^\d{4}-\d\d-\d\d$/.test(from) ? from : formatDayMinute(report.timeZone, Date.parse(from))}`}:{' '}
          {formula}
          {seconds === null ? '' : `, ${seconds} s`}
        </li>
      ))}
    </ul>
  </details>
);

/** The answer to a question: what it is of, what must be known with it, the picture, the table. */
export const ReportView = ({
  site,
  template,
  body,
  sort,
  press,
  askWhy,
  look,
  asSaved = null,
  children,
}: {
  readonly site: Site;
  readonly template: PublicTemplate;
  readonly body: QueryBody;
  readonly sort: readonly SortChoice[];
  readonly press: PressHead;
  readonly askWhy: AskWhy;
  readonly look?: TableLook;
  /** Asks without what the address adds; null = it adds nothing. */
  readonly asSaved?: (() => void) | null;
  /** What stands above the table, of the answer and the rows that have come; without it, a picture of a report by time. */
  readonly children?: (report: Report, rows: readonly ReportRow[]) => ReactNode;
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
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = answer;
  const loadMore = useCallback((): void => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  // One that failed is asked again by its button alone.
  const nearEnd = useCallback((): void => (isError ? undefined : loadMore()), [isError, loadMore]);
  const again = (): void => {
    setStopped(false);
    void answer.refetch();
  };
  if (report === undefined) {
    if (answer.error !== null) {
      return (
        <Failure error={answer.error} retry={again}>
          {asSaved === null ? null : (
            <button type="button" className="button" onClick={asSaved}>
              As the report says
            </button>
          )}
        </Failure>
      );
    }
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
  const { timeZone, filter, limitedTo = null } = report;
  // What the site has is of no time: neither a range nor what was not seen in it says anything.
  const inventory = template.kind === 'configList';
  const grouped = template.kind === 'grouped';
  const keyHead = grouped ? (template.key === null ? null : keyWord(template.key)) : rows[0]?.logicalCallId == null ? null : 'Call';
  return (
    <div aria-busy={answer.isPlaceholderData}>
      <p className="range-text muted report-of">
        {inventory
          ? 'As the site is configured now'
          : `${rangeWords(report)} · times in ${timeZone} (${zoneNames(timeZone, Date.parse(report.range.from), report.range.asAt)})`}{' '}
        · {countWords(template)}
        {body.dailyWindow === undefined ? '' : ` · from ${body.dailyWindow.from} to ${body.dailyWindow.to} each day`}
        {filter === null ? '' : ` · ${filter}`} · as at {formatClock(timeZone, report.range.asAt)}
        {report.cached === true ? ', kept since then as nothing has changed' : ''}{' '}
        <button type="button" className="button small plain" aria-disabled={answer.isFetching} onClick={again}>
          {answer.isFetching ? 'Counting…' : 'Ask again'}
        </button>
      </p>
      <LimitedNote limitedTo={limitedTo} />
      {inventory ? null : (
        <HonestyNotes gaps={report.gaps} restatedAt={report.restatedAt} inferredEnds={report.inferredEnds} zone={timeZone} />
      )}
      {(report.notes ?? []).map((note) => (
        <p key={note} className="banner quiet">
          {note}
        </p>
      ))}
      {(report.definitions ?? []).length === 0 || (report.notes ?? []).length > 0 ? null : <Definitions report={report} />}
      {answer.error === null ? null : (
        <Failure error={answer.error} retry={() => void (answer.isFetchNextPageError ? fetchNextPage() : answer.refetch())} />
      )}
      {rows.length === 0 ? (
        <div className="panel">
          <Notice title="Nothing to count">
            {inventory
              ? 'The site has none of these yet.'
              : 'There is no row for this question in this range. Try another range, or fewer limits.'}
          </Notice>
        </div>
      ) : (
        <>
          {children !== undefined ? (
            children(report, rows)
          ) : body.format === undefined ? null : (
            <StartTimeChart report={report} rows={rows} format={body.format} />
          )}
          <ReportRows
            site={site.site}
            body={body}
            report={report}
            rows={rows}
            grouped={grouped}
            keyHead={keyHead}
            sort={sort}
            press={press}
            askWhy={askWhy}
            nearEnd={nearEnd}
            more={hasNextPage ? { load: loadMore, loading: isFetchingNextPage } : null}
            {...(look === undefined ? {} : { look })}
          />
          {grouped ? (
            <p className="muted hint">
              Press any figure to see how it came about. Arrow keys move between figures. Shift and a press of a head sorts by one more
              column.
            </p>
          ) : null}
        </>
      )}
    </div>
  );
};
