import { useQuery } from '@tanstack/react-query';
import { useServices } from '../app/services.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { largestDifferences } from './core/largest-differences.ts';
import { usePart } from './part.ts';
import { previewQuery, type SettingsChange } from './preview-api.ts';

const Asked = ({ change }: { readonly change: SettingsChange }) => {
  const { api } = useServices();
  const { site, head } = usePart();
  const { data, error } = useQuery(previewQuery(api, site.site, head.version, change));
  if (error !== null) return <p>What it would have shown cannot be told: {error.message}</p>;
  if (data === undefined) return <p role="status">Counting what it would have shown…</p>;
  const span = [data.after.range.from, data.after.range.to].map((at) => formatDayMinute(site.timeZone, Date.parse(at))).join(' to ');
  const rows = largestDifferences(data.before, data.after);
  if (data.before.callsHandled + data.after.callsHandled + data.before.abandonedLeftOut === 0)
    return <p>No call was counted from {span}, so there is nothing to tell by.</p>;
  if (rows.length === 0) return <p>From {span} none of the figures of the preview would have been another.</p>;
  return (
    <>
      <p>From {span} this would have shown, where it differs most:</p>
      <ul className="change-list">
        {rows.map(({ name, before, after }) => (
          <li key={name}>
            {name}: <span className="strong num">{after}</span> instead of <span className="num">{before}</span>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The largest differences of the preview, repeated where a change is about to be saved; `change` null = nothing was tried. */
export const PreviewDigest = ({ change }: { readonly change: SettingsChange | null }) => (
  <div className="banner quiet">
    {change === null ? (
      <p>No preview was asked: it tells of the settings of reports and of the reset time only.</p>
    ) : (
      <Asked change={change} />
    )}
  </div>
);
