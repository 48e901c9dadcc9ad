import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { HonestyNotes } from '../figures/honesty-notes.tsx';
import { useRested } from '../figures/use-rested.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { TableWrap } from '../ui/table-wrap.tsx';
import { previewRows } from './core/preview-rows.ts';
import { usePart } from './part.ts';
import { previewQuery, type SettingsChange } from './preview-api.ts';

const restMs = 500;

/** What reports would have said of last week with a change that is not saved yet. */
export const SettingsPreview = ({ change }: { readonly change: SettingsChange }) => {
  const { api } = useServices();
  const { site, head } = usePart();
  const rested = useRested(change, restMs);
  const { data, error, isFetching } = useQuery({
    ...previewQuery(api, site.site, head.version, rested),
    placeholderData: keepPreviousData,
  });
  const busy = isFetching || JSON.stringify(rested) !== JSON.stringify(change);
  const rows = data === undefined ? [] : previewRows(data.before, data.after);
  const differs = rows.some(({ changed }) => changed);
  const empty = data !== undefined && data.before.callsHandled + data.after.callsHandled + data.before.abandonedLeftOut === 0;
  const toldWords = data?.told === 'last7Days' ? `${data.toldWords ?? 'The last 7 days'}. ` : '';
  return (
    <section className="panel preview" id="last-week" aria-labelledby="preview-title" aria-busy={busy}>
      <h2 id="preview-title">With this, {data?.told === 'last7Days' ? 'the last 7 days' : 'last week'} would have shown …</h2>
      <p className="muted" role="status">
        {busy
          ? 'Counting…'
          : data === undefined || error !== null
            ? ''
            : `${formatDayMinute(site.timeZone, Date.parse(data.after.range.from))} to ${formatDayMinute(site.timeZone, Date.parse(data.after.range.to))}. ${toldWords}${empty ? (toldWords === '' ? 'No call was counted in that week, so there is nothing to tell by.' : '') : differs ? 'Rows that differ are marked.' : 'None of these figures would be another.'}`}
      </p>
      {error === null ? null : (
        <p role="alert" className="banner warn">
          This cannot be told: {error.message}
        </p>
      )}
      {data === undefined ? null : (
        <>
          <HonestyNotes gaps={data.gaps} restatedAt={null} inferredEnds={0} zone={site.timeZone} />
          {empty ? null : (
            <TableWrap label="These days with and without the change">
              <table className="table preview-table" aria-label="These days with and without the change">
                <thead>
                  <tr>
                    <th scope="col">Figure</th>
                    <th scope="col" className="right">
                      As it stands
                    </th>
                    <th scope="col" className="right">
                      With the change
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ name, before, after, changed }) => (
                    <tr key={name} className={changed ? 'is-changed' : undefined}>
                      <th scope="row">
                        {name}
                        {changed ? <span className="sr-only"> (differs)</span> : null}
                      </th>
                      <td className="num right">{before}</td>
                      <td className={changed ? 'num right strong' : 'num right'}>{after}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableWrap>
          )}
          {data.notShown.length === 0 ? null : (
            <ul className="change-list">
              {data.notShown.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </section>
  );
};
