import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { Failure, Loading, Notice } from '../ui/notice.tsx';
import { downloadText } from './download-text.ts';
import { exportText, listedBoardsQuery } from './text-api.ts';

/** Boards as a text that can be kept, compared, and read in again here or at another site. */
export const ExportPanel = ({ site }: { readonly site: Site }) => {
  const { api } = useServices();
  const { data: boards, error, refetch } = useQuery(listedBoardsQuery(api, site.site));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [text, setText] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState('');
  const [failed, setFailed] = useState('');
  const own = (boards ?? []).filter(({ builtIn }) => !builtIn);
  const chosen = own.filter(({ id }) => !left.has(id)).map(({ id }) => id);
  const toggle = (id: string, on: boolean): void => {
    setLeft((now) => new Set(on ? [...now].filter((each) => each !== id) : [...now, id]));
    setText(null);
  };
  const run = async (use: (text: string) => void | Promise<void>): Promise<void> => {
    if (busy || chosen.length === 0) return;
    setBusy(true);
    setFailed('');
    setTold('');
    try {
      const written = text ?? (await exportText(api, site.site, chosen.length === own.length ? null : chosen));
      setText(written);
      await use(written);
    } catch (reason) {
      setFailed(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  const copy = (written: string): Promise<void> =>
    navigator.clipboard.writeText(written).then(
      () => setTold('Copied.'),
      () => setTold('The browser does not let this page copy; mark the text below and copy it.'),
    );
  return (
    <section className="panel text-panel" aria-label="Export">
      <h2>Export</h2>
      {boards === undefined && error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : boards === undefined ? (
        <Loading what="the boards" />
      ) : own.length === 0 ? (
        <Notice title="No board to export yet">The two built-in boards are everywhere the same.</Notice>
      ) : (
        <>
          <fieldset className="field choice">
            <legend>Boards</legend>
            {own.map(({ id, name, kind, shared }) => (
              <label key={id} className="check-line">
                <input type="checkbox" checked={!left.has(id)} onChange={(event) => toggle(id, event.target.checked)} />
                <span>
                  {name} <span className="muted">{[kind, shared ? 'shared' : ''].filter(Boolean).join(', ')}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <p className="field-help">
            {chosen.length === own.length
              ? 'All filters that you see and all variables come with them; external data and its secrets do not.'
              : 'The filters and variables that these boards use come with them; external data and its secrets do not.'}
          </p>
          <div className="text-tools">
            <button
              type="button"
              className="button primary"
              aria-disabled={busy || chosen.length === 0}
              onClick={() => void run((written) => downloadText(`boards-${site.site}.yaml`, written, 'text/yaml'))}
            >
              Download
            </button>
            <button type="button" className="button" aria-disabled={busy || chosen.length === 0} onClick={() => void run(copy)}>
              Copy
            </button>
            <button type="button" className="button" aria-disabled={busy || chosen.length === 0} onClick={() => void run(() => undefined)}>
              Show
            </button>
            <span role="status" className="muted num">
              {busy ? 'Writing…' : told === '' ? `${plural(chosen.length, 'board')} chosen` : told}
            </span>
          </div>
        </>
      )}
      {failed === '' ? null : (
        <p role="alert" className="banner bad">
          {failed}
        </p>
      )}
      {text === null ? null : (
        <textarea className="text-area" aria-label="Boards as text" readOnly rows={16} spellCheck={false} value={text} />
      )}
    </section>
  );
};
