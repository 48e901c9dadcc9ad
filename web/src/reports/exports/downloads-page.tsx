import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../../api/may.ts';
import { type Me, mayWriteConfiguration, type Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { ReportsSection } from '../../shell/reports-section.tsx';
import { formatDayMinute, plural } from '../../time/core/format.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { type IconName, State } from '../../ui/icons.tsx';
import { Failure, Loading, Notice } from '../../ui/notice.tsx';
import { Told } from '../../ui/told.tsx';
import { formatNames, stateWords } from '../core/export-words.ts';
import { bulkKinds, type ExportItem, type ExportState } from '../core/types.ts';
import { BulkForm } from './bulk-form.tsx';
import { BulkSchema } from './bulk-schema.tsx';
import { ExportProgress } from './export-progress.tsx';
import { cancelExport, deleteExport, exportsKey, exportsQuery, isUnderWay, retryExport } from './exports-api.ts';
import { FileButton } from './file-button.tsx';
import { LogoForm } from './logo-form.tsx';
import '../../site/site.css';
import './exports.css';

const looks: Readonly<Record<ExportState, { readonly icon: IconName; readonly tone: string }>> = {
  waiting: { icon: 'queued', tone: 'quiet' },
  running: { icon: 'turning', tone: 'busy' },
  done: { icon: 'answered', tone: 'good' },
  failed: { icon: 'failed', tone: 'bad' },
  cancelled: { icon: 'cut', tone: 'quiet' },
};

const Files = ({ site, item }: { readonly site: Site; readonly item: ExportItem }) => {
  if (item.state !== 'done') return null;
  if (item.files.length === 0) return <span className="muted">No rows, so no file</span>;
  return (
    <>
      <ul className="export-files">
        {item.files.map((file, i) => (
          <li key={file.name}>
            <FileButton site={site.site} id={item.id} index={i} file={file} />
            <span className="muted num"> {plural(file.rows, 'row')}</span>
          </li>
        ))}
      </ul>
      <details className="export-sums">
        <summary>
          {item.files.length === 1 ? 'Checksum' : 'Checksums'} <span className="sr-only">of {item.name}</span>
        </summary>
        <ul>
          {item.files.map(({ name, sha256 }) => (
            <li key={name}>
              {name}: <code>{sha256}</code>
            </li>
          ))}
        </ul>
        <p className="muted">SHA-256 of the whole file.</p>
      </details>
    </>
  );
};

const Entry = ({
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
        {item.state === 'running' ? <ExportProgress item={item} /> : <State {...looks[item.state]}>{stateWords[item.state]}</State>}
        {item.detail === null ? null : <p className="muted">{item.detail}</p>}
        {restated.map(({ from, to, at }) => (
          <p key={`${from} ${at}`} className="muted">
            {formatDayMinute(site.timeZone, Date.parse(from))} to {formatDayMinute(site.timeZone, Date.parse(to))} changed at{' '}
            {formatDayMinute(site.timeZone, at)}: if you have these hours from before, take them anew.
          </p>
        ))}
      </div>
      <div className="download-files">
        <Files site={site} item={item} />
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

const Downloads = ({ site, me }: { readonly site: Site; readonly me: Me }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: items, error, refetch } = useQuery(exportsQuery(api, site.site));
  const [removing, setRemoving] = useState<ExportItem | null>(null);
  const [next, setNext] = useState<{ readonly from: string } | null>(null);
  const [told, tell] = useState('');
  const mayBulk = may(me, 'bulk.make');
  const refresh = (): Promise<void> => queries.invalidateQueries({ queryKey: exportsKey(site.site) });
  const run = (doing: Promise<unknown>, done: string): void =>
    void doing.then(
      () => refresh().then(() => tell(done)),
      (reason: unknown) => tell(reason instanceof Error ? reason.message : String(reason)),
    );
  return (
    <>
      <Told>{told}</Told>
      {items === undefined ? (
        error === null ? (
          <Loading what="the downloads" />
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )
      ) : (
        <div className="panel">
          {items.length === 0 ? (
            <Notice title="Nothing to download yet">Open a report and press Export; its file stands here until it expires.</Notice>
          ) : (
            <ul className="downloads" aria-label="Downloads">
              {items.map((item) => (
                <Entry
                  key={item.id}
                  site={site}
                  item={item}
                  cancel={() => run(cancelExport(api, site.site, item.id), `${item.name} is called off.`)}
                  retry={() => run(retryExport(api, site.site, item.id), `${item.name} is begun again.`)}
                  remove={() => setRemoving(item)}
                  goOn={mayBulk ? (from) => setNext({ from }) : null}
                />
              ))}
            </ul>
          )}
        </div>
      )}
      {mayBulk ? (
        <section className="panel bulk" aria-labelledby="bulk-head">
          <h2 id="bulk-head">Everything of a stretch of time</h2>
          <p className="muted">
            All rows as they are kept, one file a month, for other systems to read. The days between may be asked for again at any time and
            give the same rows.
          </p>
          <BulkSchema site={site.site} />
          <BulkForm key={next?.from ?? ''} site={site} first={next} started={() => tell('The files are being written.')} />
        </section>
      ) : null}
      {mayWriteConfiguration(me) ? <LogoForm site={site.site} tell={tell} /> : null}
      {removing === null ? null : (
        <ConfirmDialog
          title={`Delete ${removing.name}?`}
          button="Delete"
          close={() => setRemoving(null)}
          act={async () => {
            await deleteExport(api, site.site, removing.id);
            await refresh();
            tell(`${removing.name} is deleted.`);
          }}
        >
          <p>Its files are gone at once; links to them that were sent end with them.</p>
        </ConfirmDialog>
      )}
    </>
  );
};

/** Files that were asked for: how far they are, where they are, and until when. */
export const DownloadsPage = ({ site }: { readonly site: Site }) => (
  <ReportsSection site={site} here="downloads" title="Downloads">
    {(me) => <Downloads site={site} me={me} />}
  </ReportsSection>
);
