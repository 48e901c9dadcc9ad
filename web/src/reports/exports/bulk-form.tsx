import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import type { Site } from '../../api/types.ts';
import { useServices } from '../../app/services.ts';
import { Field } from '../../site/field.tsx';
import { parseLocalText, toLocalText } from '../../time/core/zone.ts';
import { ChoiceField } from '../../ui/choice-field.tsx';
import { type BulkKind, bulkKinds } from '../core/types.ts';
import { usualStretch } from '../core/usual-stretch.ts';
import { exportsKey, startBulk } from './exports-api.ts';

const kinds = Object.entries(bulkKinds) as readonly (readonly [BulkKind, string])[];

/** Everything of a stretch of time, to be read by other systems: a file for each month. `from` = where an earlier one ended. */
export const BulkForm = ({
  site,
  first,
  started,
}: {
  readonly site: Site;
  readonly first: { readonly from: string } | null;
  readonly started: () => void;
}) => {
  const { api, clock } = useServices();
  const queries = useQueryClient();
  const key = useRef<string>(crypto.randomUUID());
  const [what, setWhat] = useState<BulkKind>('calls');
  const [format, setFormat] = useState<'csv' | 'parquet'>('csv');
  const [[from, to], setRange] = useState<readonly [string, string]>(() => {
    const usual = usualStretch(site, clock.now());
    const from = first === null ? usual.from : Date.parse(first.from);
    return [toLocalText(site.timeZone, from), toLocalText(site.timeZone, usual.to)];
  });
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: string }>({ busy: false, error: '' });
  const [start, end] = [parseLocalText(site.timeZone, from), parseLocalText(site.timeZone, to)];
  const fault =
    start === null || end === null
      ? 'Give both a beginning and an end.'
      : end <= start
        ? 'The end must come after the beginning.'
        : undefined;
  // Another question is another piece of work; the same one sent twice is not.
  const changed = (): void => {
    key.current = crypto.randomUUID();
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (state.busy || fault !== undefined || start === null || end === null) return;
    setState({ busy: true, error: '' });
    try {
      const range = { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
      await startBulk(api, site.site, key.current, { what, format, ...range });
      changed();
      await queries.invalidateQueries({ queryKey: exportsKey(site.site) });
      setState({ busy: false, error: '' });
      started();
    } catch (reason) {
      setState({ busy: false, error: reason instanceof Error ? reason.message : String(reason) });
    }
  };
  return (
    <form className="bulk-form" aria-label="Everything of a stretch of time" noValidate onSubmit={(event) => void submit(event)}>
      <div className="bulk-fields">
        <ChoiceField
          label="What"
          value={what}
          choices={kinds}
          change={(next) => {
            setWhat(next);
            changed();
          }}
        />
        {(['From', 'To'] as const).map((edge, i) => (
          <Field key={edge} label={edge} fault={i === 1 ? fault : undefined}>
            {(ids) => (
              <input
                {...ids}
                type="datetime-local"
                value={i === 0 ? from : to}
                onChange={({ target: { value } }) => {
                  setRange(i === 0 ? [value.slice(0, 16), to] : [from, value.slice(0, 16)]);
                  changed();
                }}
              />
            )}
          </Field>
        ))}
        <ChoiceField
          label="As"
          value={format}
          choices={[
            ['csv', 'CSV'],
            ['parquet', 'Parquet'],
          ]}
          change={(next) => {
            setFormat(next);
            changed();
          }}
        />
      </div>
      {state.error === '' ? null : (
        <p role="alert" className="banner bad">
          {state.error}
        </p>
      )}
      <button type="submit" className="button primary" aria-disabled={state.busy || fault !== undefined}>
        {state.busy ? 'Asking…' : 'Write the files'}
      </button>
    </form>
  );
};
