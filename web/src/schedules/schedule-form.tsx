import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { ApiError, type Fault } from '../api/client.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { CheckField, Field } from '../site/field.tsx';
import { plural } from '../time/core/format.ts';
import { faultAt, faultsAfter, sectionOf } from './core/fault-at.ts';
import { contentOf, daysOf, type ScheduleDraft } from './core/schedule-draft.ts';
import type { Schedule } from './core/types.ts';
import { DeliveryFields } from './delivery-fields.tsx';
import { FormSection, formSections } from './form-section.tsx';
import { ReportsFields } from './reports-fields.tsx';
import { mustTake, type RightsDraft, RightsFields } from './rights-fields.tsx';
import { type KeptRights, setupQuery } from './schedules-api.ts';
import { WhenFields } from './when-fields.tsx';

/** What can be seen to be missing before anybody is asked. */
const missingOf = (draft: ScheduleDraft): readonly Fault[] => [
  ...(draft.name.trim() === '' ? [{ pointer: '#/name', detail: 'Give the schedule a name.' }] : []),
  ...(draft.every !== 'month' && daysOf(draft).length === 0
    ? [{ pointer: '#/timing/recurrence/weekdays', detail: 'Choose at least one day.' }]
    : []),
  ...(draft.reports.length === 0 ? [{ pointer: '#/reports', detail: 'Add at least one report.' }] : []),
  ...draft.reports.flatMap(({ report }, i) => (report === '' ? [{ pointer: `#/reports/${i}/report`, detail: 'Choose a report.' }] : [])),
  ...(draft.kind === 'email' && draft.to.length === 0 ? [{ pointer: '#/delivery/to', detail: 'Name at least one address.' }] : []),
];

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
  const form = useRef<HTMLFormElement>(null);
  const change = (part: Partial<ScheduleDraft>): void => {
    setDraft((now) => ({ ...now, ...part }));
    setFaults((known) => faultsAfter(known, Object.keys(part)));
  };
  const at = (path: string): string | undefined => faultAt(faults, path);
  const props = { site, draft, change, faultAt: at };

  /** The first field that is wrong, else the head of its part. */
  const point = (found: readonly Fault[]): void => {
    const [fault] = found;
    if (fault === undefined) return;
    requestAnimationFrame(() => {
      const section = document.getElementById(`section-${sectionOf(fault)}`);
      const wrong = section?.parentElement?.querySelector<HTMLElement>('[aria-invalid="true"]');
      (wrong ?? section)?.focus();
    });
  };
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
    <form ref={form} className="schedule-form" noValidate onSubmit={(event) => void submit(event)}>
      <nav aria-label="Steps" className="schedule-steps">
        <ol>
          {formSections.map(([id, name]) => (
            <li key={id}>
              <a
                href={`#section-${id}`}
                onClick={(event) => {
                  event.preventDefault();
                  const target = document.getElementById(`section-${id}`);
                  target?.scrollIntoView({ block: 'start' });
                  target?.focus({ preventScroll: true });
                }}
              >
                {name}
              </a>
              {faults.some((fault) => sectionOf(fault) === id) ? <span className="badge bad">wrong</span> : null}
            </li>
          ))}
        </ol>
      </nav>
      <FormSection id="details">
        <Field label="Name" help="Also the subject of its mails, unless you write another." fault={at('name')}>
          {(ids) => (
            <input {...ids} type="text" maxLength={80} value={draft.name} onChange={(event) => change({ name: event.target.value })} />
          )}
        </Field>
        <Field label="Description" fault={at('description')}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              maxLength={1_000}
              value={draft.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <CheckField
          label="Switched on"
          help="Switched off it stays as it is and does not run."
          checked={draft.enabled}
          change={(enabled) => change({ enabled })}
        />
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
        <Field
          label="Wait for data at most"
          help="When data of the time it tells of has not arrived, it waits so long; then it goes out and says what is missing."
          fault={at('waitMinutes')}
        >
          {(ids) => (
            <span className="with-unit">
              <input
                {...ids}
                type="number"
                className="short"
                min={0}
                max={720}
                value={Number.isNaN(draft.waitMinutes) ? '' : draft.waitMinutes}
                onChange={(event) => change({ waitMinutes: event.target.valueAsNumber })}
              />
              minutes
            </span>
          )}
        </Field>
        <CheckField
          label="Tell the owner when every report is empty"
          help="An empty report is often a mistake in a filter. It goes out all the same."
          checked={draft.alarmWhenEmpty}
          change={(alarmWhenEmpty) => change({ alarmWhenEmpty })}
        />
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
