import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ApiError } from '../../api/client.ts';
import { may } from '../../api/may.ts';
import { meQuery } from '../../api/queries.ts';
import { useServices } from '../../app/services.ts';
import { formatHms } from '../../figures/core/format-figure.ts';
import { formatMinute } from '../../time/core/format.ts';
import { tileTitle } from '../core/tile-words.ts';
import { ScrollBox } from '../scroll-box.tsx';
import { worklistQuery } from '../worklist-query.ts';
import type { ContentProps, KindOf } from './parts.ts';

/** Lost calls of today that nobody has talked to since, oldest first. */
export const Worklist = ({ site, tile, shown, feed, desk, hidesNumbers }: ContentProps<KindOf<'worklist'>>) => {
  const { api } = useServices();
  const { data: me } = useQuery({ ...meQuery(api), enabled: !hidesNumbers && feed.past !== true });
  const allowed = may(me, 'calls.read');
  const { data, error } = useQuery({
    ...worklistQuery(api, site.site, shown.gridFilters[tile.id]),
    enabled: allowed && feed.past !== true,
  });
  if (feed.past === true) return <p className="tile-note">Who waited for a call back cannot be shown for the past.</p>;
  if (hidesNumbers || (me !== undefined && !allowed))
    return <p className="tile-note">Calls to return are shown to those who may read calls: supervisors and administrators.</p>;
  if (error !== null && data === undefined)
    return (
      <p className="tile-note">The list cannot be had: {error instanceof ApiError ? error.message : String(error)} It is tried again.</p>
    );
  if (data === undefined) return <p className="tile-note">Loading the lost calls…</p>;
  if (data.rows.length === 0) return <p className="tile-note">No lost call of today waits for a call back.</p>;
  const rows = data.rows.slice(0, tile.rows);
  return (
    <ScrollBox label={tileTitle(tile, shown)} style={{ '--lines': String(rows.length + 1) }}>
      <table className="strips">
        <thead>
          <tr>
            <th scope="col">Lost at</th>
            <th scope="col">Number</th>
            <th scope="col">Group</th>
            <th scope="col">Waited</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="num">
                {desk && row.call !== null ? (
                  <Link to="/sites/$site/calls/$logicalCallId" params={{ site: site.site, logicalCallId: row.call }}>
                    {row.at === null ? '–' : formatMinute(site.timeZone, row.at)}
                  </Link>
                ) : row.at === null ? (
                  '–'
                ) : (
                  formatMinute(site.timeZone, row.at)
                )}
              </th>
              <td>
                {row.contact === null ? null : <span className="strong">{row.contact} </span>}
                <span className="num">{row.number ?? '–'}</span>
              </td>
              <td>{row.group ?? '–'}</td>
              <td className="num">{row.waitedMs === null ? '–' : formatHms(row.waitedMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data.count > rows.length ? (
        <p className="tile-note">
          {rows.length} of {data.count}
        </p>
      ) : null}
    </ScrollBox>
  );
};
