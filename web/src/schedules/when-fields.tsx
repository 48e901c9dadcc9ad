import { CheckField } from '../site/field.tsx';
import { isKnownZone } from '../time/core/zone.ts';
import type { FieldsProps } from './fields-props.ts';
import { MomentField } from './moment-field.tsx';
import { RecurrenceFields } from './recurrence-fields.tsx';
import { TimingPreview } from './timing-preview.tsx';
import { ZoneField } from './zone-field.tsx';

/** When it runs, with the next ten runs as they will be (L4650-4690). */
export const WhenFields = ({ site, draft, change, faultAt }: FieldsProps) => {
  const zone = draft.timeZone.trim();
  const unknown = zone === '' || isKnownZone(zone) ? undefined : `There is no zone "${zone}": write it as Europe/London.`;
  return (
    <div className="schedule-when">
      <div>
        <RecurrenceFields draft={draft} change={change} faultAt={faultAt} />
        <MomentField
          legend="First run"
          name="timing"
          value={draft.start}
          fault={faultAt('timing/start')}
          change={(start) => change({ start })}
        />
        <CheckField
          label="It ends"
          checked={draft.end !== null}
          change={(on) => change({ end: on ? { date: draft.start.date, time: '23:59' } : null })}
        />
        {draft.end === null ? null : (
          <MomentField
            legend="Nothing after"
            name="end"
            value={draft.end}
            fault={faultAt('timing/end')}
            change={(end) => change({ end })}
          />
        )}
        <ZoneField site={site} draft={draft} change={change} fault={faultAt('timing/timeZone') ?? unknown} />
      </div>
      <TimingPreview site={site} draft={draft} blocked={unknown} />
    </div>
  );
};
