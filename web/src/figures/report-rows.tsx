import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { Failure } from '../ui/notice.tsx';
import type { QueryBody } from './core/question.ts';
import { ReportFoot } from './report-foot.tsx';
import { ReportTable } from './report-table.tsx';
import { useReportEnd } from './use-report-end.ts';

/** The table of an answer and the ways through it: on from its beginning, or back from its end. */
export const ReportRows = ({
  site,
  body,
  more,
  ...table
}: Omit<ComponentProps<typeof ReportTable>, 'first'> & {
  readonly site: string;
  readonly body: QueryBody;
  /** Null = all rows have come. */
  readonly more: { readonly load: () => void; readonly loading: boolean } | null;
}) => {
  const { report, rows } = table;
  const { end, coming, error, go, leave, earlier } = useReportEnd(site, body, report, more === null);
  const panel = useRef<HTMLDivElement>(null);
  const before = useRef({ first: -1, height: 0 });
  const first = end?.first ?? 0;
  const atEnd = end !== null;
  // The end is looked at from below; rows that come above those in sight must not push them away.
  useLayoutEffect(() => {
    const wrap = panel.current?.querySelector('.report-wrap');
    if (wrap === null || wrap === undefined) return;
    const was = before.current;
    if (atEnd && was.first < 0) wrap.scrollTop = wrap.scrollHeight;
    else if (atEnd && first < was.first) wrap.scrollTop += wrap.scrollHeight - was.height;
    else if (!atEnd && was.first >= 0) wrap.scrollTop = 0;
    before.current = { first: atEnd ? first : -1, height: wrap.scrollHeight };
  }, [atEnd, first]);
  const shown = end?.rows ?? rows;
  return (
    <div ref={panel} className="panel report-rows">
      {error === null || go === null ? null : <Failure error={error} retry={go} />}
      <p className="print-only">
        Rows {first + 1} to {first + shown.length} of {Math.max(first + shown.length, report.rows)}
        {shown.length < report.rows ? ': not all rows of this report. Its PDF export has them.' : '.'}
      </p>
      <ReportTable {...table} rows={shown} first={first} {...(atEnd ? { nearEnd: undefined } : {})} />
      <ReportFoot
        first={first}
        shown={shown.length}
        // A list of today grows while it is read.
        all={Math.max(first + shown.length, report.rows)}
        presses={
          atEnd
            ? [
                ...(earlier === null ? [] : [{ words: 'Earlier rows', act: earlier, busy: coming }]),
                { words: 'To the beginning', act: leave, busy: false },
              ]
            : [
                ...(more === null ? [] : [{ words: 'More', act: more.load, busy: more.loading }]),
                ...(go === null ? [] : [{ words: 'To the end', act: go, busy: coming }]),
              ]
        }
      />
    </div>
  );
};
