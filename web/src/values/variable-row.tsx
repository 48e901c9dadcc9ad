import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { formatDayMinute } from '../time/core/format.ts';
import type { ValueUse, Variable } from './core/types.ts';
import { saveVariable, variablesQuery } from './values-api.ts';

const usesWords = (uses: readonly ValueUse[]): string =>
  uses.length === 0 ? 'On no board yet.' : `Changes at once on: ${uses.map(({ name }) => name).join(', ')}.`;

/** A variable whose value is changed where it stands: Enter saves, Escape takes back. */
export const VariableRow = ({
  site,
  variable,
  uses,
  mayWrite,
  tell,
  remove,
}: {
  readonly site: Site;
  readonly variable: Variable;
  /** Undefined = not known. */
  readonly uses: readonly ValueUse[] | undefined;
  readonly mayWrite: boolean;
  readonly tell: (words: string) => void;
  readonly remove: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const [typed, setTyped] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  const open = typed !== null;
  useEffect(() => {
    if (open) input.current?.select();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = open;
  }, [open]);
  const close = (): void => {
    setTyped(null);
    setError('');
  };
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy || typed === null) return;
    if (typed === variable.value) return close();
    setBusy(true);
    try {
      await saveVariable(api, site.site, variable.id, { name: variable.name, value: typed });
      await queries.invalidateQueries({ queryKey: variablesQuery(api, site.site).queryKey });
      tell(`${variable.name} is now ${typed}.`);
      close();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy(false);
    }
  };
  return (
    <tr>
      <th scope="row">
        <span className="strong">{variable.name}</span>
      </th>
      <td className="value-cell">
        {typed === null ? (
          mayWrite ? (
            <button
              ref={opener}
              type="button"
              className="button value-button"
              aria-label={`Change ${variable.name}: ${variable.value}`}
              onClick={() => setTyped(variable.value)}
            >
              {variable.value}
            </button>
          ) : (
            <span className="strong">{variable.value}</span>
          )
        ) : (
          <form className="value-form" onSubmit={(event) => void save(event)}>
            <input
              ref={input}
              type="text"
              value={typed}
              maxLength={500}
              aria-label={`Value of ${variable.name}`}
              aria-describedby={`${id}w`}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={(event) => (event.key === 'Escape' ? close() : undefined)}
            />
            <button type="submit" className="button primary" aria-disabled={busy}>
              {busy ? 'Saving…' : 'Save'}
            </button>
            <button type="button" className="button" onClick={close}>
              Cancel
            </button>
          </form>
        )}
        <p id={`${id}w`} className={open ? 'field-help' : 'sr-only'}>
          {uses === undefined ? '' : usesWords(uses)}
        </p>
        {error === '' ? null : (
          <p role="alert" className="field-fault">
            {error}
          </p>
        )}
      </td>
      <td className="col-1 muted">{uses === undefined ? '' : uses.map(({ name }) => name).join(', ') || 'no board'}</td>
      <td className="col-2 num">{formatDayMinute(site.timeZone, variable.at)}</td>
      <td className="row-actions">
        {mayWrite ? (
          <button type="button" className="button small plain" aria-label={`Delete ${variable.name}`} onClick={remove}>
            Delete
          </button>
        ) : null}
      </td>
    </tr>
  );
};
