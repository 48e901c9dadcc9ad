import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { placeFaults } from '../site/core/faults.ts';
import { Dialog } from '../site/dialog.tsx';
import { Field } from '../site/field.tsx';
import { Icon } from '../ui/icons.tsx';
import { intervals, intervalWords } from './core/intervals.ts';
import { fieldName } from './core/sample.ts';
import type { ExternalSource, SourceContent, SourceField, Trial } from './core/types.ts';
import { SamplePicker } from './sample-picker.tsx';
import { saveSource, sourcesQuery, trySource } from './values-api.ts';

const steps = ['Where from', 'Which fields', 'Name and interval'] as const;

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname;
  } catch {
    return '';
  }
};

type FieldDraft = SourceField & { readonly key: number };

/** Makes or changes a source in three steps: address, fields picked from what came, name and interval. */
export const SourceWizard = ({
  site,
  source,
  saved,
  close,
}: {
  readonly site: string;
  /** Null = a new one. */
  readonly source: ExternalSource | null;
  readonly saved: (source: ExternalSource) => void;
  readonly close: () => void;
}) => {
  const { api } = useServices();
  const queries = useQueryClient();
  const [step, setStep] = useState(0);
  const [url, setUrl] = useState(source?.url ?? '');
  const [format, setFormat] = useState(source?.format ?? 'json');
  const [headerName, setHeaderName] = useState(source?.header?.name ?? '');
  const [secret, setSecret] = useState('');
  const [fields, setFields] = useState<readonly FieldDraft[]>(() => (source?.fields ?? []).map((field, key) => ({ ...field, key })));
  const nextKey = useRef(source?.fields.length ?? 0);
  const [name, setName] = useState(source?.name ?? '');
  const [everySeconds, setEvery] = useState(source?.everySeconds ?? 300);
  const [trial, setTrial] = useState<Trial | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (step > 0) heading.current?.focus();
  }, [step]);

  const faults = placeFaults(error instanceof ApiError ? error.faults : [], ['url', 'value', 'everySeconds', 'name', 'selector']);
  const words =
    error === null
      ? ''
      : faults.rest.length > 0
        ? faults.rest.join(' ')
        : faults.byField.size > 0
          ? ''
          : error instanceof Error
            ? error.message
            : '';
  const keepsSecret = source?.header != null && headerName === source.header.name;
  const content: SourceContent = {
    name: name.trim() || hostOf(url) || 'New source',
    url: url.trim(),
    format,
    everySeconds,
    header: headerName.trim() === '' ? null : { name: headerName.trim(), ...(secret === '' ? {} : { value: secret }) },
    fields: fields.map(({ key: _key, ...field }) => ({ ...field, name: field.name.trim(), selector: field.selector.trim() })),
  };
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (reason) {
      setError(reason);
    } finally {
      setBusy(false);
    }
  };
  const test = (then?: () => void): Promise<void> =>
    run(async () => {
      const outcome = await trySource(api, site, source?.id ?? null, content);
      setTrial(outcome);
      if (outcome.failing === null || outcome.sample !== null) then?.();
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (step === 0) void test(() => setStep(1));
    else if (step === 1) {
      if (fields.length === 0) setError(new Error('Pick at least one field.'));
      else void test(() => setStep(2));
    } else
      void run(async () => {
        const done = await saveSource(api, site, source?.id ?? null, content);
        await queries.invalidateQueries({ queryKey: sourcesQuery(api, site).queryKey });
        close();
        saved(done);
      });
  };
  const add = (selector: string): void => {
    nextKey.current += 1;
    const key = nextKey.current;
    setFields((now) => [
      ...now,
      {
        key,
        selector,
        name: fieldName(
          selector,
          now.map((each) => each.name),
        ),
      },
    ]);
  };
  const put = (key: number, part: Partial<SourceField>): void =>
    setFields((now) => now.map((field) => (field.key === key ? { ...field, ...part } : field)));

  return (
    <Dialog title={source === null ? 'New external data source' : `Change ${source.name}`} close={close}>
      <form className="dialog-body source-wizard" noValidate onSubmit={submit}>
        <h3 ref={heading} tabIndex={-1} className="step-title">
          <span className="muted num">
            Step {step + 1} of {steps.length}:
          </span>{' '}
          {steps[step]}
        </h3>
        {step === 0 ? (
          <>
            <Field label="Address" help="Begins with https:// and is reachable from the internet." fault={faults.byField.get('url')}>
              {(ids) => (
                <input
                  {...ids}
                  type="text"
                  inputMode="url"
                  autoComplete="off"
                  spellCheck={false}
                  value={url}
                  onChange={(event) => setUrl(event.target.value)}
                />
              )}
            </Field>
            <Field label="What it sends">
              {(ids) => (
                <select {...ids} value={format} onChange={(event) => setFormat(event.target.value === 'csv' ? 'csv' : 'json')}>
                  <option value="json">JSON</option>
                  <option value="csv">Comma-separated text (CSV), headings in its first line</option>
                </select>
              )}
            </Field>
            <Field label="Header" help="Only where the address asks for a key, such as Authorization or X-Api-Key.">
              {(ids) => (
                <input
                  {...ids}
                  type="text"
                  autoComplete="off"
                  spellCheck={false}
                  value={headerName}
                  onChange={(event) => setHeaderName(event.target.value)}
                />
              )}
            </Field>
            {headerName.trim() === '' ? null : (
              <Field
                label="Secret of the header"
                help={
                  keepsSecret
                    ? 'One is kept and is not shown. Leave this empty to keep it, or enter a new one.'
                    : 'Kept apart and never shown again.'
                }
                fault={faults.byField.get('value')}
              >
                {(ids) => (
                  <input
                    {...ids}
                    type="password"
                    autoComplete="new-password"
                    value={secret}
                    onChange={(event) => setSecret(event.target.value)}
                  />
                )}
              </Field>
            )}
          </>
        ) : null}
        {step === 1 ? (
          <>
            {trial?.sample == null ? null : (
              <SamplePicker format={format} sample={trial.sample} picked={fields.map(({ selector }) => selector)} pick={add} />
            )}
            <h4 className="source-fields-title">Fields</h4>
            {fields.length === 0 ? <p className="muted">None yet.</p> : null}
            <ul className="source-fields" aria-label="Fields">
              {fields.map((field, i) => {
                const read = trial?.fields[i]?.name === field.name.trim() ? trial.fields[i] : undefined;
                return (
                  <li key={field.key}>
                    <input
                      type="text"
                      aria-label={`Name of field ${i + 1}`}
                      value={field.name}
                      maxLength={80}
                      onChange={(event) => put(field.key, { name: event.target.value })}
                    />
                    <input
                      type="text"
                      aria-label={`Selector of field ${i + 1}`}
                      className="code-input"
                      spellCheck={false}
                      value={field.selector}
                      maxLength={200}
                      onChange={(event) => put(field.key, { selector: event.target.value })}
                    />
                    <button
                      type="button"
                      className="button icon-button"
                      aria-label={`Remove ${field.name}`}
                      onClick={() => setFields((now) => now.filter(({ key }) => key !== field.key))}
                    >
                      <Icon name="offline" />
                    </button>
                    {read === undefined ? null : (
                      <p className={read.failing === null ? 'field-help' : 'field-fault'}>{read.failing ?? `Shows: ${read.value ?? ''}`}</p>
                    )}
                  </li>
                );
              })}
            </ul>
            {faults.byField.get('selector') === undefined ? null : (
              <p role="alert" className="field-fault">
                {faults.byField.get('selector')}
              </p>
            )}
            <button type="button" className="button small" onClick={() => add(format === 'json' ? '$.' : '[last]')}>
              Add a field by hand
            </button>
          </>
        ) : null}
        {step === 2 ? (
          <>
            <Field label="Name" fault={faults.byField.get('name')}>
              {(ids) => (
                <input
                  {...ids}
                  type="text"
                  value={name}
                  placeholder={hostOf(url)}
                  maxLength={80}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label="Fetched" fault={faults.byField.get('everySeconds')}>
              {(ids) => (
                <select {...ids} value={everySeconds} onChange={(event) => setEvery(Number(event.target.value))}>
                  {intervals.some(([seconds]) => seconds === everySeconds) ? null : (
                    <option value={everySeconds}>{intervalWords(everySeconds)}</option>
                  )}
                  {intervals.map(([seconds, text]) => (
                    <option key={seconds} value={seconds}>
                      {text}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <table className="table compact" aria-label="What it shows now">
              <thead>
                <tr>
                  <th scope="col">Field</th>
                  <th scope="col">Now</th>
                </tr>
              </thead>
              <tbody>
                {(trial?.fields ?? []).map((field) => (
                  <tr key={field.name}>
                    <th scope="row">{field.name}</th>
                    <td>{field.failing === null ? field.value : <span className="tone-bad">{field.failing}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </>
        ) : null}
        {trial?.failing == null || step === 2 ? null : (
          <p role="alert" className="banner bad">
            <Icon name="warning" /> {trial.failing}
          </p>
        )}
        {words === '' ? null : (
          <p role="alert" className="banner bad">
            {words}
          </p>
        )}
        <div className="dialog-foot">
          {step === 0 ? null : (
            <button type="button" className="button" onClick={() => setStep(step - 1)}>
              Back
            </button>
          )}
          {step === 1 ? (
            <button type="button" className="button" aria-disabled={busy} onClick={() => void test()}>
              Test
            </button>
          ) : null}
          <button type="submit" className="button primary" aria-disabled={busy}>
            {busy ? 'Working…' : step === 0 ? 'Test' : step === 1 ? 'Next' : 'Save'}
          </button>
          <span role="status" className="sr-only">
            {busy ? 'Working' : ''}
          </span>
        </div>
      </form>
    </Dialog>
  );
};
