import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { sitesQuery } from '../api/queries.ts';
import { useServices } from '../app/services.ts';
import { listedBoardsQuery } from '../board-text/text-api.ts';
import { Dialog } from '../site/dialog.tsx';
import { Field } from '../site/field.tsx';
import { DialogFoot } from '../ui/dialog-foot.tsx';
import { placeContentFaults, readContent } from './core/template-text.ts';
import type { Template } from './core/types.ts';
import { fetchBoardContent, makeTemplate, templatesKey } from './templates-api.ts';

const faultsWords = (text: string, error: unknown): string => {
  if (!(error instanceof ApiError) || error.faults.length === 0) return error instanceof Error ? error.message : String(error);
  return placeContentFaults(text, error.faults, '#/content')
    .map(({ line, detail }) => (line === null ? detail : `Line ${line}: ${detail}`))
    .join(' ');
};

/** A template from a board of any site, or from a text. */
export const NewTemplateDialog = ({ made, close }: { readonly made: (template: Template) => void; readonly close: () => void }) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const { data: sites = [] } = useQuery(sitesQuery(api));
  const [from, setFrom] = useState<'board' | 'text'>('board');
  const [site, setSite] = useState('');
  const [board, setBoard] = useState('');
  const [name, setName] = useState('');
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const { data: boards, error: unlisted } = useQuery({ ...listedBoardsQuery(api, site), enabled: site !== '' });
  const suggested = boards?.find(({ id }) => id === board)?.name ?? '';
  const contentOf = async (): Promise<unknown> => {
    if (from === 'board') return fetchBoardContent(api, site, board);
    const read = readContent(text);
    if ('content' in read) return read.content;
    throw new Error(read.fault.line === null ? read.fault.detail : `Line ${read.fault.line}: ${read.fault.detail}`);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (from === 'board' && board === '') return setError('Choose a site and one of its boards.');
    const called = name.trim() || suggested;
    if (called === '') return setError('Give the template a name.');
    setBusy(true);
    setError('');
    try {
      const template = await makeTemplate(api, called, await contentOf());
      await queries.invalidateQueries({ queryKey: templatesKey });
      close();
      made(template);
    } catch (reason) {
      setError(faultsWords(text, reason));
      setBusy(false);
    }
  };
  return (
    <Dialog title="New template" close={close}>
      <form className="dialog-body" noValidate onSubmit={(event) => void submit(event)}>
        <fieldset className="field choice">
          <legend>From</legend>
          <label className="check-line">
            <input type="radio" name="from" checked={from === 'board'} onChange={() => setFrom('board')} />A board of a site
          </label>
          <label className="check-line">
            <input type="radio" name="from" checked={from === 'text'} onChange={() => setFrom('text')} />A text
          </label>
        </fieldset>
        {from === 'board' ? (
          <>
            <Field label="Site">
              {(ids) => (
                <select
                  {...ids}
                  value={site}
                  onChange={(event) => {
                    setSite(event.target.value);
                    setBoard('');
                  }}
                >
                  <option value="">Choose…</option>
                  {sites.map((each) => (
                    <option key={each.site} value={each.site}>
                      {each.customerName} · {each.name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Field label="Board" fault={unlisted?.message}>
              {(ids) => (
                <select {...ids} value={board} disabled={boards === undefined} onChange={(event) => setBoard(event.target.value)}>
                  <option value="">{site === '' ? 'First choose a site' : boards === undefined ? 'Loading…' : 'Choose…'}</option>
                  {(boards ?? []).map(({ id, name: called, kind }) => (
                    <option key={id} value={id}>
                      {called} ({kind})
                    </option>
                  ))}
                </select>
              )}
            </Field>
          </>
        ) : (
          <Field label="Text" help="A board as JSON, as an open template shows it.">
            {(ids) => (
              <textarea
                {...ids}
                className="text-area"
                rows={12}
                spellCheck={false}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            )}
          </Field>
        )}
        <Field label="Name">
          {(ids) => (
            <input
              {...ids}
              type="text"
              value={name}
              placeholder={suggested}
              maxLength={80}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <DialogFoot error={error} close={close} busy={busy}>
          {busy ? 'Making…' : 'Make'}
        </DialogFoot>
      </form>
    </Dialog>
  );
};
