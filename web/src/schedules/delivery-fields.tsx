import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useRef } from 'react';
import { useServices } from '../app/services.ts';
import { Field } from '../site/field.tsx';
import { isKnownZone } from '../time/core/zone.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { BucketFields } from './bucket-fields.tsx';
import { ChipsField } from './chips-field.tsx';
import { type PlaceholderName, placeholders, previewMail, putPlaceholder } from './core/mail-preview.ts';
import { localDate, rangeDates, severalRanges } from './core/range-dates.ts';
import { rangeOf, timingOf } from './core/schedule-draft.ts';
import type { FieldsProps } from './fields-props.ts';
import { previewQuery } from './schedules-api.ts';
import { useFullReports } from './use-full-reports.ts';

/** What the placeholders will say at the next run, as far as it is known before. */
const usePreviewWords = ({ site, draft }: Pick<FieldsProps, 'site' | 'draft'>): Readonly<Record<PlaceholderName, string>> => {
  const { api, clock } = useServices();
  const timing = timingOf(draft);
  // Asked by the list of the next runs, once typing rests.
  const { data: preview } = useQuery({ ...previewQuery(api, site.site, timing), enabled: false, placeholderData: keepPreviousData });
  const chosen = draft.reports.filter(({ report }) => report !== '');
  const reports = useFullReports(
    site,
    chosen.map(({ report }) => report),
  );
  const at = preview?.runs[0]?.at ?? clock.now();
  const zone = timing.timeZone ?? site.timeZone;
  const full = chosen.flatMap(({ report, range }) => {
    const found = reports.get(report);
    return found === undefined ? [] : [{ name: found.name, range: rangeOf(range, site.timeZone) ?? found.content.range }];
  });
  const unknown = chosen.length === 0 ? '(no report yet)' : '…';
  return {
    schedule: draft.name.trim() || '(no name yet)',
    site: site.name,
    customer: site.customerName,
    range: severalRanges(full.map(({ range }) => rangeDates(range, site, at))) || unknown,
    reports: full.map(({ name }) => name).join(', ') || unknown,
    date: localDate(isKnownZone(zone) ? zone : site.timeZone, at),
  };
};

const MailFields = ({ site, draft, change, faultAt }: FieldsProps) => {
  const words = usePreviewWords({ site, draft });
  const last = useRef<HTMLInputElement | HTMLTextAreaElement | null>(null);
  const id = useId();
  /** Into the field that was written in last, where the cursor was. */
  const put = (name: PlaceholderName): void => {
    const field = last.current;
    const part = field?.name === 'body' ? 'body' : 'subject';
    const at = field?.selectionStart ?? draft[part].length;
    change({ [part]: putPlaceholder(draft[part], at, name) });
    field?.focus();
  };
  return (
    <>
      <ChipsField
        label="To"
        name="to"
        help="A comma or Enter after each; several can be pasted at once."
        values={draft.to}
        fault={faultAt('delivery/to')}
        change={(to) => change({ to })}
      />
      <div className="schedule-copies">
        <ChipsField label="CC" name="cc" values={draft.cc} fault={faultAt('delivery/cc')} change={(cc) => change({ cc })} />
        <ChipsField
          label="BCC"
          name="bcc"
          help="Not seen by the others."
          values={draft.bcc}
          fault={faultAt('delivery/bcc')}
          change={(bcc) => change({ bcc })}
        />
      </div>
      <Field label="Subject" fault={faultAt('delivery/subject')}>
        {(ids) => (
          <input
            {...ids}
            name="subject"
            type="text"
            maxLength={200}
            value={draft.subject}
            onFocus={(event) => {
              last.current = event.target;
            }}
            onChange={(event) => change({ subject: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="Text"
        help="Above what the mail says by itself: which reports, for which time, how many rows."
        fault={faultAt('delivery/body')}
      >
        {(ids) => (
          <textarea
            {...ids}
            name="body"
            rows={4}
            maxLength={5_000}
            value={draft.body}
            onFocus={(event) => {
              last.current = event.target;
            }}
            onChange={(event) => change({ body: event.target.value })}
          />
        )}
      </Field>
      <fieldset className="field">
        <legend>Words that are filled in at each run</legend>
        <div className="schedule-words">
          {placeholders.map(([name, meaning]) => (
            <button key={name} type="button" className="button small" title={meaning} onClick={() => put(name)}>
              <code>{`{${name}}`}</code> {meaning}
            </button>
          ))}
        </div>
      </fieldset>
      <section className="schedule-mail" aria-labelledby={id}>
        <h3 id={id}>As it will be read at the next run</h3>
        <p className="strong">{previewMail(draft.subject, words) || 'no subject'}</p>
        {draft.body === '' ? (
          <p className="muted">No text of yours.</p>
        ) : (
          <p className="schedule-mail-body">{previewMail(draft.body, words)}</p>
        )}
      </section>
    </>
  );
};

/** Where the files go: by mail, or into a bucket of the customer's own (L4720-4747). */
export const DeliveryFields = (props: FieldsProps) => {
  const { draft, change } = props;
  return (
    <>
      <ChoiceField
        label="Send by"
        value={draft.kind}
        choices={[
          ['email', 'E-mail'],
          ['bucket', 'A bucket of your own'],
        ]}
        change={(kind) => change({ kind })}
      />
      {draft.kind === 'email' ? <MailFields {...props} /> : <BucketFields {...props} />}
    </>
  );
};
