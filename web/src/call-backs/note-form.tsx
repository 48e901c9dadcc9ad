import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { useServices } from '../app/services.ts';
import { noteCallBack } from './call-backs-api.ts';
import type { CallBack } from './core/types.ts';

const longest = 500;

/** What the next one who calls should know; Escape leaves it as it was. */
export const NoteForm = ({
  site,
  item,
  saved,
  close,
}: {
  readonly site: string;
  readonly item: CallBack;
  readonly saved: (item: CallBack) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [typed, setTyped] = useState(item.note);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState('');
  useEffect(() => area.current?.focus(), []);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      saved(await noteCallBack(api, site, item.id, typed.trim()));
      close();
    } catch (reason) {
      setError(reason instanceof Error ? reason.message : String(reason));
      setBusy(false);
    }
  };
  return (
    <form className="call-back-note-form" onSubmit={(event) => void save(event)}>
      <label htmlFor={id}>Note</label>
      <textarea
        ref={area}
        id={id}
        rows={3}
        maxLength={longest}
        value={typed}
        aria-describedby={`${id}h`}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => (event.key === 'Escape' ? close() : undefined)}
      />
      <p id={`${id}h`} className="field-help">
        For whoever calls; it goes with the call-back. {longest - typed.length} characters left.
      </p>
      {error === '' ? null : (
        <p role="alert" className="field-fault">
          {error}
        </p>
      )}
      <div className="call-back-buttons">
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Saving…' : 'Save note'}
        </button>
        <button type="button" className="button" onClick={close}>
          Cancel
        </button>
      </div>
    </form>
  );
};
