import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiError, type Fault } from '../api/client.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { Field } from '../site/field.tsx';
import { plural } from '../time/core/format.ts';
import { faultLine } from './core/fault-line.ts';
import type { TextSubject } from './core/text-subject.ts';
import type { TextOutcome } from './core/types.ts';
import { FaultList } from './fault-list.tsx';
import { importText } from './text-api.ts';
import { TextChanges } from './text-changes.tsx';
import { useGoToLine } from './use-go-to-line.ts';

interface Checked {
  readonly text: string;
  readonly outcome: TextOutcome;
}

/** Reads things from text: first what would change, line by line; then, when that is meant, done. */
export const ImportPanel = ({
  site,
  subject,
  tell,
}: {
  readonly site: Site;
  readonly subject: TextSubject;
  readonly tell: (words: string) => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const [checked, setChecked] = useState<Checked | null>(null);
  const [busy, setBusy] = useState<'' | 'check' | 'apply'>('');
  const [failed, setFailed] = useState('');
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [area, goTo] = useGoToLine(text);
  const told = checked !== null && checked.text === text ? checked.outcome : null;
  const changes = told?.changes.filter(({ change }) => change !== 'same') ?? [];

  const run = async (dryRun: boolean): Promise<void> => {
    if (busy !== '' || text.trim() === '') return;
    setBusy(dryRun ? 'check' : 'apply');
    setFailed('');
    setFaults([]);
    try {
      const outcome = await importText(api, site.site, subject, text, dryRun);
      if (dryRun) setChecked({ text, outcome });
      else {
        setChecked(null);
        setText('');
        tell(`${plural(outcome.changes.filter(({ change }) => change !== 'same').length, 'thing')} imported.`);
        await queries.invalidateQueries();
      }
    } catch (reason) {
      setFaults(reason instanceof ApiError ? reason.faults : []);
      setFailed(reason instanceof Error ? reason.message : String(reason));
    } finally {
      setBusy('');
    }
  };
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      setText(await file.text());
    } catch {
      setFailed(`${file.name} could not be read.`);
    }
  };
  return (
    <section className="panel text-panel" aria-label="Import">
      <h2>Import</h2>
      <Field label="File">
        {(ids) => (
          <input {...ids} type="file" accept=".yaml,.yml,text/yaml,text/plain" onChange={(event) => void read(event.target.files?.[0])} />
        )}
      </Field>
      <Field label="Text" help="Or paste it here. Nothing is deleted by an import: what the text does not name stays as it is.">
        {(ids) => (
          <textarea
            {...ids}
            ref={area}
            className="text-area"
            rows={14}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <div className="text-tools">
        <button type="button" className="button" aria-disabled={busy !== '' || text.trim() === ''} onClick={() => void run(true)}>
          {busy === 'check' ? 'Checking…' : 'Show what would change'}
        </button>
        {told === null || changes.length === 0 ? null : (
          <button type="button" className="button primary" aria-disabled={busy !== ''} onClick={() => void run(false)}>
            {busy === 'apply' ? 'Importing…' : `Import ${plural(changes.length, 'change')}`}
          </button>
        )}
      </div>
      {failed === '' ? null : (
        <div role="alert" className="banner bad">
          <p>{failed}</p>
          {faults.length === 0 ? null : (
            <FaultList
              label="Faults by line"
              faults={faults.slice(0, 100)}
              keyOf={({ pointer, detail }) => pointer + detail}
              lineOf={faultLine}
              goTo={goTo}
            />
          )}
        </div>
      )}
      <div role="status">
        {told === null ? null : changes.length === 0 ? (
          <p className="muted">Nothing would change: all of this stands already.</p>
        ) : (
          <p className="sr-only">{plural(changes.length, 'thing')} would change.</p>
        )}
      </div>
      {told === null || told.steps < 2 ? null : (
        <p className="muted">
          It takes {told.steps} steps, each done whole or not at all. Should one fail, import the same text again: only what is missing is
          done.
        </p>
      )}
      {told === null ? null : <TextChanges changes={told.changes} />}
    </section>
  );
};
