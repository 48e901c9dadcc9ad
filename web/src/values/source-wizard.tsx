import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useReducer, useRef, useState } from 'react';
import { ApiError } from '../api/client.ts';
import { useServices } from '../app/services.ts';
import { placeFaults } from '../site/core/faults.ts';
import { Dialog } from '../site/dialog.tsx';
import { Icon } from '../ui/icons.tsx';
import { contentOf, editSource, startDraft } from './core/source-draft.ts';
import type { ExternalSource, Trial } from './core/types.ts';
import { AddressStep } from './steps/address-step.tsx';
import { FieldsStep } from './steps/fields-step.tsx';
import { NameStep } from './steps/name-step.tsx';
import { saveSource, sourcesQuery, trySource } from './values-api.ts';

const steps = ['Where from', 'Which fields', 'Name and interval'] as const;

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
  const [draft, edit] = useReducer(editSource, source, startDraft);
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
  const keepsSecret = source?.header != null && draft.headerName === source.header.name;
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
      const outcome = await trySource(api, site, source?.id ?? null, contentOf(draft));
      setTrial(outcome);
      if (outcome.failing === null || outcome.sample !== null) then?.();
    });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (step === 0) void test(() => setStep(1));
    else if (step === 1) {
      if (draft.fields.length === 0) setError(new Error('Pick at least one field.'));
      else void test(() => setStep(2));
    } else
      void run(async () => {
        const done = await saveSource(api, site, source?.id ?? null, contentOf(draft));
        await queries.invalidateQueries({ queryKey: sourcesQuery(api, site).queryKey });
        close();
        saved(done);
      });
  };

  return (
    <Dialog title={source === null ? 'New external data source' : `Change ${source.name}`} close={close}>
      <form className="dialog-body source-wizard" noValidate onSubmit={submit}>
        <h3 ref={heading} tabIndex={-1} className="step-title">
          <span className="muted num">
            Step {step + 1} of {steps.length}:
          </span>{' '}
          {steps[step]}
        </h3>
        {step === 0 ? <AddressStep draft={draft} edit={edit} keepsSecret={keepsSecret} faults={faults.byField} /> : null}
        {step === 1 ? <FieldsStep draft={draft} edit={edit} trial={trial} faults={faults.byField} /> : null}
        {step === 2 ? <NameStep draft={draft} edit={edit} trial={trial} faults={faults.byField} /> : null}
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
