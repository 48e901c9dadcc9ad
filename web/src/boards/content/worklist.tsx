import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ApiError } from '../../api/client.ts';
import { may } from '../../api/may.ts';
import { meQuery } from '../../api/queries.ts';
import { useServices } from '../../app/services.ts';
import { dueWords, takenWords } from '../../call-backs/core/call-back-words.ts';
import { callerOf, useTaking } from '../../call-backs/use-taking.ts';
import { formatHms } from '../../figures/core/format-figure.ts';
import { formatMinute } from '../../time/core/format.ts';
import { tileTitle } from '../core/tile-words.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { worklistQuery } from '../worklist-query.ts';
import type { ContentProps, KindOf } from './parts.ts';

/** Numbers to call back, due first comes first; taken from here as from their own page. */
export const Worklist = ({ site, tile, shown, feed, desk, hidesNumbers }: ContentProps<KindOf<'worklist'>>) => {
  const { api } = useServices();
  const { data: me } = useQuery({ ...meQuery(api), enabled: !hidesNumbers && feed.past !== true });
  const allowed = may(me, 'callBacks.use');
  const { data: list, error } = useQuery({
    ...worklistQuery(api, site.site, shown.gridFilters[tile.id]),
    enabled: allowed && feed.past !== true,
  });
  const [told, tell] = useState('');
  const taking = useTaking(site.site, site.timeZone, tell);
  if (feed.past === true) return <p className="tile-note">Who waited for a call back cannot be shown for the past.</p>;
  if (hidesNumbers || (me !== undefined && !allowed))
    return <p className="tile-note">Calls to return are shown to those who call back: supervisors and administrators.</p>;
  if (error !== null && list === undefined)
    return (
      <p className="tile-note">The list cannot be had: {error instanceof ApiError ? error.message : String(error)} It is tried again.</p>
    );
  if (list === undefined) return <p className="tile-note">Loading who waits for a call back…</p>;
  if (list.items.length === 0) return <p className="tile-note">Nobody waits for a call back.</p>;
  const rows = list.items.slice(0, tile.rows);
  const now = feed.now();
  return (
    <>
      <p role="status" className={told === '' ? 'sr-only' : 'tile-note'}>
        {told}
      </p>
      <ScrollBox label={tileTitle(tile, shown)} style={{ '--lines': String(rows.length + 1) }}>
        <table className="strips">
          <thead>
            <tr>
              <th scope="col">Caller</th>
              <th scope="col">Due</th>
              <th scope="col">Waited</th>
              <th scope="col">Tried</th>
              <th scope="col">By</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  {item.name === null ? null : <span className="strong">{item.name} </span>}
                  {desk ? (
                    <Link to="/sites/$site/call-backs" params={{ site: site.site }} className="num">
                      {item.number}
                    </Link>
                  ) : (
                    <span className="num">{item.number}</span>
                  )}
                </th>
                <td className={now >= item.dueAt ? 'tone-bad' : undefined} title={dueWords(item, site.timeZone, now)}>
                  <span className="num">{formatMinute(site.timeZone, item.dueAt)}</span>
                  {now >= item.dueAt ? ' overdue' : ''}
                </td>
                <td className="num">{formatHms(item.longestWaitMs)}</td>
                <td className="num">{item.tries}</td>
                <td title={takenWords(item, site.timeZone, now)}>
                  {item.claimedBy !== null ? (
                    item.mine ? (
                      'you'
                    ) : (
                      item.claimedBy.name
                    )
                  ) : desk ? (
                    <button
                      type="button"
                      className="button small"
                      aria-disabled={taking.busy === item.id}
                      aria-label={`I take it: ${callerOf(item)}`}
                      onClick={() => void taking.take(item)}
                    >
                      I take it
                    </button>
                  ) : (
                    '–'
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {list.items.length > rows.length ? (
          <p className="tile-note">
            {rows.length} of {list.items.length}
          </p>
        ) : null}
      </ScrollBox>
    </>
  );
};
