import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDuration } from '../time/core/format.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import type { ExplainSearch } from './core/explain-search.ts';
import { outcomeWord, sideWord } from './core/explained-words.ts';
import { formatHms, formatInstant } from './core/format-figure.ts';
import type { ExplainedRow, Explanation, PartId } from './core/public-types.ts';
import { explainQuery, type Verdict } from './figures-queries.ts';

const time = (ms: number | null): string => (ms === null ? '–' : formatDuration(ms));

const Start = ({ row, site, zone }: { readonly row: ExplainedRow; readonly site: string; readonly zone: string }) => {
  const text = formatInstant(zone, row.startedAt);
  if (row.logicalCallId === null) return text;
  return (
    <Link to="/sites/$site/calls/$logicalCallId" params={{ site, logicalCallId: row.logicalCallId }}>
      {text}
    </Link>
  );
};

/** Who it was at. */
const Place = ({ row }: { readonly row: ExplainedRow }) => {
  const { extension, agent, huntGroup, trunk } = row;
  const places = [
    extension === null ? null : `extension ${extension}`,
    agent === null ? null : `agent ${agent}`,
    huntGroup === null ? null : `group ${huntGroup}`,
    // The line matters where nobody was reached, and on calls made.
    trunk === null || extension !== null ? null : `trunk ${trunk}`,
  ].filter((place) => place !== null);
  return <span className="num place">{places.length === 0 ? '–' : places.join(', ')}</span>;
};

const verdictHeads: Readonly<Record<Verdict, string>> = { in: 'Adds', out: 'Why not', all: 'Verdict' };

const VerdictText = ({ row, seconds }: { readonly row: ExplainedRow; readonly seconds: boolean }) => {
  if (!row.counted) return <span className="why-not">{row.reason ?? 'not counted'}</span>;
  if (row.contribution === null) return 'counted';
  return <span className="num">{seconds ? formatHms(row.contribution) : `+${row.contribution.toLocaleString('en-GB')}`}</span>;
};

/** Whether what rows add is a length of time; a single call may well add one millisecond, so the whole part is asked. */
const addsTime = ({ parts }: Explanation, part: PartId | null): boolean => {
  const chosen = parts.find(({ id }) => id === part) ?? parts[0];
  return chosen !== undefined && chosen.contribution !== null && chosen.contribution !== chosen.counted;
};

const RowsTable = ({
  rows,
  site,
  zone,
  verdict,
  seconds,
}: {
  readonly rows: readonly ExplainedRow[];
  readonly site: string;
  readonly zone: string;
  readonly verdict: Verdict;
  readonly seconds: boolean;
}) => (
  <TableWrap label="Rows of this figure">
    <table className="table compact explained" aria-label="Rows of this figure">
      <thead>
        <tr>
          <th scope="col">Start</th>
          <th scope="col" className="col-1">
            Direction
          </th>
          <th scope="col" className="col-1">
            Outside
          </th>
          <th scope="col" className="col-2">
            At
          </th>
          <th scope="col" className="col-1">
            Outcome
          </th>
          <th scope="col" className="right col-4">
            Ring
          </th>
          <th scope="col" className="right col-4">
            Talk
          </th>
          <th scope="col" className="right col-4">
            Hold
          </th>
          <th scope="col">{verdictHeads[verdict]}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          // A stay has no id; rows only ever grow at the end.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is never reordered
          <tr key={`${row.logicalCallId ?? row.startedAt} ${row.segmentNo ?? ''} ${i}`} className={row.counted ? '' : 'is-out'}>
            <th scope="row" className="num">
              <Start row={row} site={site} zone={zone} />
              {row.segmentNo === null ? null : <span className="muted"> no. {row.segmentNo}</span>}
              <span className="only-narrow">
                {sideWord(row)}, {outcomeWord(row).toLowerCase()}
                {row.outsideNumber === null ? '' : `, ${row.outsideNumber}`}
                <br />
                <Place row={row} />
              </span>
            </th>
            <td className="col-1">{sideWord(row)}</td>
            <td className="num col-1">{row.outsideNumber ?? '–'}</td>
            <td className="col-2">
              <Place row={row} />
            </td>
            <td className="col-1">{outcomeWord(row)}</td>
            <td className="right num col-4">{time(row.ringMs)}</td>
            <td className="right num col-4">{time(row.talkMs)}</td>
            <td className="right num col-4">{time(row.holdMs)}</td>
            <td>
              <VerdictText row={row} seconds={seconds} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableWrap>
);

const nothing: Readonly<Record<Verdict, string>> = {
  in: 'No row counted',
  out: 'Every row of this range counted',
  all: 'There is no row in this range',
};

/** The rows behind a part of a figure, those counted or those not, a page at a time. */
export const ExplainedRows = ({
  site,
  figure,
  part,
  verdict,
}: {
  readonly site: Site;
  readonly figure: ExplainSearch;
  readonly part: PartId | null;
  readonly verdict: Verdict;
}) => {
  const { api } = useServices();
  const answer = useInfiniteQuery(explainQuery(api, site.site, figure, part, verdict));
  const first = answer.data?.pages[0];
  if (first === undefined) {
    return answer.error === null ? <Loading what="the rows" /> : <Failure error={answer.error} retry={() => void answer.refetch()} />;
  }
  const rows = answer.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <Notice title={nothing[verdict]} />;
  return (
    <>
      <RowsTable rows={rows} site={site.site} zone={first.timeZone} verdict={verdict} seconds={addsTime(first, part)} />
      {answer.error === null ? null : <Failure error={answer.error} retry={() => void answer.fetchNextPage()} />}
      {answer.hasNextPage ? (
        <div className="list-foot">
          <p role="status" className="muted num">
            {rows.length.toLocaleString('en-GB')} shown
          </p>
          <button
            type="button"
            className="button"
            aria-disabled={answer.isFetchingNextPage}
            onClick={() => {
              if (!answer.isFetchingNextPage) void answer.fetchNextPage();
            }}
          >
            {answer.isFetchingNextPage ? 'Loading more…' : 'More'}
          </button>
        </div>
      ) : null}
    </>
  );
};
