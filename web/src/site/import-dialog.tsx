import { useState } from 'react';
import { plural } from '../time/core/format.ts';
import { Dialog } from './dialog.tsx';
import { Field } from './field.tsx';
import { usePart } from './part.ts';
import { sendCsv } from './queries.ts';
import { SavingSteps } from './saving-steps.tsx';
import { useSaving } from './use-saving.ts';

const example = 'name,extension,agent,business unit\nAlice Marsh,1001,5001,Reservations';
const mostFaults = 200;

const linesOf = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

/** Users from comma-separated text: checked as a whole first, faults by line, then taken. */
export const ImportDialog = ({ close }: { readonly close: () => void }) => {
  const { site, head, tell } = usePart();
  const [text, setText] = useState('');
  const [unreadable, setUnreadable] = useState('');
  const saving = useSaving(site.site, head.version, (outcome) => {
    tell(`Imported as version ${outcome.version}.`);
    close();
  });
  const lines = linesOf(text);
  const read = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    try {
      setText(await file.text());
      setUnreadable('');
    } catch {
      setUnreadable(`${file.name} could not be read.`);
    }
  };
  return (
    <Dialog title="Import users from a spreadsheet" close={close}>
      <SavingSteps saving={saving} submit={() => saving.check(sendCsv(text))} action="Check" blocked={lines === 0}>
        <p className="muted">
          Save the spreadsheet as CSV. The first line names the columns: name, extension, agent, business unit, in any order; only name is
          needed. Users are found by name or added; numbers are theirs from now on; nothing is taken from anybody.
        </p>
        <Field label="File" fault={unreadable === '' ? undefined : unreadable}>
          {(ids) => (
            <input {...ids} type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void read(event.target.files?.[0])} />
          )}
        </Field>
        <Field label="Lines" help={lines === 0 ? 'Or paste them here.' : `${plural(lines, 'line')}, the first names the columns.`}>
          {(ids) => (
            <textarea
              {...ids}
              rows={8}
              spellCheck={false}
              placeholder={example}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
        {saving.state.kind === 'checking' ? (
          <div className="loading" role="status">
            <span className="loading-bar" aria-hidden="true" />
            Checking {plural(lines, 'line')}…
          </div>
        ) : null}
        {saving.faults.length === 0 ? null : (
          <ul className="fault-list" aria-label="Faults by line">
            {saving.faults.slice(0, mostFaults).map(({ pointer, detail }) => (
              <li key={pointer + detail}>{detail}</li>
            ))}
          </ul>
        )}
      </SavingSteps>
    </Dialog>
  );
};
