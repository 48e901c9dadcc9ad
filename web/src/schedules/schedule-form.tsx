import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, type Fault } from '../api/client.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { plural } from '../time/core/format.ts';
import { faultAt, faultsAfter, sectionOf } from './core/fault-at.ts';
import { missingOf } from './core/missing-of.ts';
import { contentOf, type ScheduleDraft } from './core/schedule-draft.ts';
import type { Schedule } from './core/types.ts';
import { DeliveryFields } from './delivery-fields.tsx';
import { DetailsFields } from './details-fields.tsx';
import { FormSection } from './form-section.tsx';
import { FormSteps } from './form-steps.tsx';
import { ReportsFields } from './reports-fields.tsx';
import { mustTake, type RightsDraft, RightsFields } from './rights-fields.tsx';
import { type KeptRights, setupQuery } from './schedules-api.ts';
import { WaitingFields } from './waiting-fields.tsx';
import { WhenFields } from './when-fields.tsx';

/** Puts the cursor at the first field that is wrong, else the head of its part. */
const point = (found: readonly Fault[]): void => {
  const [fault] = found;
  if (fault === undefined) return;
  requestAnimationFrame(() => {
    const section = document.getElementById(`section-${sectionOf(fault)}`);
    const wrong = section?.parentElement?.querySelector<HTMLElement>('[aria-invalid="true"]');
    (wrong ?? section)?.focus();
  });
};

/** A schedule in steps. What is wrong is told at its place, and the cursor goes to the first of them. */
export const ScheduleForm = ({
  site,
  schedule,
  first,
  button,
  save,
  cancel,
}: {
  readonly site: Site;
  /** As it was read; null = a new one. */
  readonly schedule: Schedule | null;
  readonly first: ScheduleDraft;
  readonly button: string;
  /** @throws ApiError, told here. */
  readonly save: (content: ReturnType<typeof contentOf>, rights: KeptRights) => Promise<Schedule>;
  readonly cancel: () => void;
}) => {
  const { api } = useServices();
  const { data: setup } = useQuery(setupQuery(api, site.site));
  const [draft, setDraft] = useState(first);
  const [rights, setRights] = useState<RightsDraft>({ rights: 'owner', agreed: false });
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<ScheduleDraft>): void => {
    setDraft((now) => ({ ...now, ...part }));
    setFaults((known) => faultsAfter(known, Object.keys(part)));
  };
  const at = (path: string): string | undefined => faultAt(faults, path);
  const props = { site, draft, change, faultAt: at };

  const refuse = (found: readonly Fault[], words: string): void => {
    setFaults(found);
    setError(words);
    point(found);
  };
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    const takes = mustTake(schedule, setup?.limit ?? null);
    const unsaid = takes && !rights.agreed ? [{ pointer: '#/rights', detail: 'Say yes to this, or leave the schedule as it is.' }] : [];
    const missing = [...missingOf(draft), ...unsaid];
    if (missing.length > 0) return refuse(missing, `${plural(missing.length, 'thing')} missing; nothing was saved.`);
    setBusy(true);
    setError('');
    setFaults([]);
    try {
      await save(contentOf(draft, site.timeZone), takes ? 'mine' : rights.rights);
    } catch (reason) {
      const found = reason instanceof ApiError ? reason.faults : [];
      const elsewhere = found.filter((fault) => sectionOf(fault) === null).map(({ detail }) => detail);
      refuse(found, [reason instanceof Error ? reason.message : String(reason), ...elsewhere].join(' '));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="schedule-form" noValidate onSubmit={(event) => void submit(event)}>
      <FormSteps faults={faults} />
      <FormSection id="details">
        <DetailsFields {...props} />
        <RightsFields
          site={site}
          schedule={schedule}
          draft={rights}
          change={(part) => {
            setRights((now) => ({ ...now, ...part }));
            setFaults((known) => faultsAfter(known, ['rights']));
          }}
          fault={at('rights')}
        />
      </FormSection>
      <FormSection id="when">
        <WhenFields {...props} />
      </FormSection>
      <FormSection id="reports">
        <ReportsFields {...props} />
      </FormSection>
      <FormSection id="delivery">
        <DeliveryFields {...props} />
      </FormSection>
      <FormSection id="waiting">
        <WaitingFields {...props} />
      </FormSection>
      {error === '' ? null : (
        <p role="alert" className="banner bad">
          Not saved. {error}
        </p>
      )}
      <div className="schedule-foot">
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
        <button type="submit" className="button primary" aria-disabled={busy}>
          {busy ? 'Saving…' : button}
        </button>
      </div>
    </form>
  );
};
