import type { Site } from '../../api/types.ts';
import { formatDayMinute } from '../../time/core/format.ts';
import { type IconName, State } from '../../ui/icons.tsx';
import { formatNames, isWithoutFile, stateWords } from '../core/export-words.ts';
import { bulkKinds, type ExportItem, type ExportState } from '../core/types.ts';
import { DownloadFiles } from './download-files.tsx';
import { ExportProgress } from './export-progress.tsx';
import { isUnderWay } from './exports-api.ts';

const looks: Readonly<Record<ExportState, { readonly icon: IconName; readonly tone: string }>> = {
  waiting: { icon: 'queued', tone: 'quiet' },
  running: { icon: 'turning', tone: 'busy' },
  done: { icon: 'answered', tone: 'good' },
  failed: { icon: 'failed', tone: 'bad' },
  cancelled: { icon: 'cut', tone: 'quiet' },
};

/** One export: what it is, how far it is, its files, and what can be done with it. */
export const DownloadEntry = ({
  site,
  item,
  cancel,
  retry,
  remove,
  goOn,
}: {
  readonly site: Site;
  readonly item: ExportItem;
  readonly cancel: () => void;
  readonly retry: () => void;
  readonly remove: () => void;
  /** Null = the person may not fetch everything. */
  readonly goOn: ((from: string) => void) | null;
}) => {
  const { next, restated } = item;
  const [look, words] = isWithoutFile(item) ? [looks.waiting, 'Nothing to take yet'] : [looks[item.state], stateWords[item.state]];
  return (
    <li className="download">
      <div className="download-what">
        <h2 className="strong">{item.name}</h2>
        <p className="muted">
          {item.what === null ? '' : `${bulkKinds[item.what]}, `}
          {formatNames[item.format]}, asked <span className="num">{formatDayMinute(site.timeZone, item.createdAt)}</span>, kept until{' '}
          <span className="num">{formatDayMinute(site.timeZone, item.expiresAt)}</span>
        </p>
      </div>
      <div className="download-state">
        {item.state === 'running' ? <ExportProgress item={item} /> : <State {...look}>{words}</State>}
        {item.detail === null ? null : <p className="muted">{item.detail}</p>}
        {restated.map(({ from, to, at }) => (
          <p key={`${from} ${at}`} className="muted">
            {formatDayMinute(site.timeZone, Date.parse(from))} to {formatDayMinute(site.timeZone, Date.parse(to))} changed at{' '}
            {formatDayMinute(site.timeZone, at)}: if you have these hours from before, take them anew.
          </p>
        ))}
      </div>
      <div className="download-files">
        <DownloadFiles site={site.site} item={item} />
        {next === null || goOn === null ? null : (
          <button type="button" className="button small plain" onClick={() => goOn(next)}>
            Go on from {formatDayMinute(site.timeZone, Date.parse(next))}
          </button>
        )}
      </div>
      <div className="download-acts">
        {isUnderWay(item) ? (
          <button type="button" className="button small" aria-label={`Cancel ${item.name}`} onClick={cancel}>
            Cancel
          </button>
        ) : (
          <>
            {item.state === 'done' ? null : (
              <button type="button" className="button small plain" aria-label={`Try ${item.name} again`} onClick={retry}>
                Try again
              </button>
            )}
            <button type="button" className="button small plain" aria-label={`Delete ${item.name}`} onClick={remove}>
              Delete
            </button>
          </>
        )}
      </div>
    </li>
  );
};
