import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute } from '../time/core/format.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { Icon, State } from '../ui/icons.tsx';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { TableWrap } from '../ui/table-wrap.tsx';
import { intervalWords } from './core/intervals.ts';
import type { ExternalSource } from './core/types.ts';
import { SourceWizard } from './source-wizard.tsx';
import { deleteSource, fetchSource, sourcesQuery, valueUsesQuery } from './values-api.ts';

const SourceCard = ({
  site,
  source,
  shownOn,
  change,
  remove,
  tell,
}: {
  readonly site: Site;
  readonly source: ExternalSource;
  /** By field; undefined = not known. */
  readonly shownOn: ((field: string) => string) | undefined;
  readonly change: () => void;
  readonly remove: () => void;
  readonly tell: (words: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const zone = site.timeZone;
  const fetchNow = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError('');
    try {
      const fetched = await fetchSource(api, site.site, source.id);
      tell(fetched.failing === null ? `${source.name} is fetched.` : `${source.name} could not be fetched: ${fetched.failing}`);
      await queries.invalidateQueries({ queryKey: sourcesQuery(api, site.site).queryKey });
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <li className="source-card">
      <div className="source-head">
        <h3>{source.name}</h3>
        {source.failing !== null ? (
          <State icon="failed" tone="bad">
            Failing
          </State>
        ) : source.lastFetchAt === null ? (
          <State icon="queued" tone="quiet">
            Not fetched yet
          </State>
        ) : (
          <State icon="answered" tone="good">
            Fetched
          </State>
        )}
        <span className="header-space" />
        <button
          type="button"
          className="button small"
          aria-disabled={busy}
          aria-label={`Fetch ${source.name} now`}
          onClick={() => void fetchNow()}
        >
          {busy ? 'Fetching…' : 'Fetch now'}
        </button>
        <button type="button" className="button small" aria-label={`Change ${source.name}`} onClick={change}>
          Change
        </button>
        <button type="button" className="button small plain" aria-label={`Delete ${source.name}`} onClick={remove}>
          Delete
        </button>
      </div>
      <p className="muted source-address">
        {source.url} · {source.format === 'json' ? 'JSON' : 'CSV'} · {intervalWords(source.everySeconds)}
        {source.header === null ? '' : ` · with a secret in ${source.header.name}`}
      </p>
      <p className="muted num">
        {source.lastFetchAt === null ? 'Never fetched' : `Last fetched ${formatDayMinute(zone, source.lastFetchAt)}`};{' '}
        {source.nextAt === null ? 'next within a minute' : `next ${formatDayMinute(zone, source.nextAt)}`}.
      </p>
      {source.failing === null ? null : (
        <p className="banner bad">
          <Icon name="warning" /> {source.failing} Boards keep showing what came last, marked.
        </p>
      )}
      {error === '' ? null : (
        <p role="alert" className="banner bad">
          {error}
        </p>
      )}
      <TableWrap label={`Fields of ${source.name}`}>
        <table className="table compact" aria-label={`Fields of ${source.name}`}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Now</th>
              <th scope="col" className="col-1">
                Shown on
              </th>
              <th scope="col" className="col-2">
                Selector
              </th>
            </tr>
          </thead>
          <tbody>
            {source.fields.map((field) => {
              const now = source.values.find((value) => value.field === field.id);
              return (
                <tr key={field.id ?? field.name}>
                  <th scope="row">{field.name}</th>
                  <td>
                    {now?.value ?? '–'}
                    {now?.failing == null ? null : <span className="field-fault"> {now.failing}</span>}
                  </td>
                  <td className="col-1 muted">{shownOn?.(field.id ?? '')}</td>
                  <td className="col-2 code-text">{field.selector}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableWrap>
    </li>
  );
};

/** Addresses that are asked every so often, and what came (L3052). */
export const SourcesPanel = ({ site, tell }: { readonly site: Site; readonly tell: (words: string) => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: sources, error, refetch } = useQuery(sourcesQuery(api, site.site));
  const { data: uses } = useQuery(valueUsesQuery(api, site.site));
  const [open, setOpen] = useState<ExternalSource | 'new' | null>(null);
  const [leaving, setLeaving] = useState<ExternalSource | null>(null);
  return (
    <section className="panel" aria-label="External data">
      <div className="value-head">
        <h2>External data</h2>
        <button type="button" className="button primary" onClick={() => setOpen('new')}>
          New source
        </button>
      </div>
      {sources === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : sources === undefined ? (
        <Loading what="the sources" />
      ) : sources.length === 0 ? (
        <Notice title="No source yet">
          A source is an address on the internet that sends figures of another system, as JSON or comma-separated text. Its fields can stand
          on any tile.
        </Notice>
      ) : (
        <ul className="source-list">
          {sources.map((source) => (
            <SourceCard
              key={source.id}
              site={site}
              source={source}
              shownOn={
                uses === undefined
                  ? undefined
                  : (field) => (uses.get(`external:${source.id}:${field}`) ?? []).map(({ name }) => name).join(', ') || 'no board'
              }
              change={() => setOpen(source)}
              remove={() => setLeaving(source)}
              tell={tell}
            />
          ))}
        </ul>
      )}
      {open === null ? null : (
        <SourceWizard
          site={site.site}
          source={open === 'new' ? null : open}
          saved={({ name }) => tell(`${name} is saved and fetched within a minute.`)}
          close={() => setOpen(null)}
        />
      )}
      {leaving === null ? null : (
        <ConfirmDialog
          title={`Delete ${leaving.name}?`}
          button="Delete"
          act={async () => {
            await deleteSource(api, site.site, leaving.id);
            await queries.invalidateQueries({ queryKey: sourcesQuery(api, site.site).queryKey });
            tell(`${leaving.name} is deleted.`);
          }}
          close={() => setLeaving(null)}
        >
          <p>Its secret is deleted with it; tiles that show one of its fields will say that it is gone.</p>
        </ConfirmDialog>
      )}
    </section>
  );
};
