import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may } from '../../api/may.ts';
import { type Me, mayWriteConfiguration, type Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { ReportsSection } from '../../shell/reports-section.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Failure, Loading, Notice } from '../../ui/notice.tsx';
import { Told } from '../../ui/told.tsx';
import type { ExportItem } from '../core/types.ts';
import { BulkSection } from './bulk-section.tsx';
import { DownloadEntry } from './download-entry.tsx';
import { cancelExport, deleteExport, exportsKey, exportsQuery, retryExport } from './exports-api.ts';
import { LogoForm } from './logo-form.tsx';
import '../../site/site.css';
import './exports.css';

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
                <DownloadEntry
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
      {mayBulk ? <BulkSection site={site} next={next} started={() => tell('The files are being written.')} /> : null}
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
