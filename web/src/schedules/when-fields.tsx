import { useId } from 'react';
import type { Site } from '../api/types.ts';
import { CheckField, Field } from '../site/field.tsx';
import { isKnownZone } from '../time/core/zone.ts';
import { ChoiceField } from '../ui/choice-field.tsx';
import { weekdayNames } from './core/recurrence-words.ts';
import { daysOf, type Every, type ScheduleDraft } from './core/schedule-draft.ts';
import { suggestedZones } from './core/suggested-zones.ts';
import { TimingPreview } from './timing-preview.tsx';

export interface FieldsProps {
  readonly site: Site;
  readonly draft: ScheduleDraft;
  readonly change: (part: Partial<ScheduleDraft>) => void;
  /** What the service says of a place, from the content on: `timing/end`. */
  readonly faultAt: (path: string) => string | undefined;
}

const zones = suggestedZones(Intl.supportedValuesOf('timeZone'));
const everyWords: readonly (readonly [Every, string])[] = [
  ['minute', 'Minutes'],
  ['hour', 'Hours'],
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
];
const units: Readonly<Record<Exclude<Every, 'day'>, string>> = { minute: 'minutes', hour: 'hours', week: 'weeks', month: 'months' };
const least: Readonly<Record<Exclude<Every, 'day'>, number>> = { minute: 15, hour: 1, week: 1, month: 1 };
const most: Readonly<Record<Exclude<Every, 'day'>, number>> = { minute: 1_440, hour: 24, week: 52, month: 12 };

const Interval = ({
  draft,
  change,
  every,
  fault,
}: Pick<FieldsProps, 'draft' | 'change'> & { readonly every: Exclude<Every, 'day'>; readonly fault: string | undefined }) => (
  <Field label="Every" help={every === 'minute' ? 'At most every 15 minutes.' : ''} fault={fault}>
    {(ids) => (
      <span className="with-unit">
        <input
          {...ids}
          name="recurrence"
          type="number"
          className="short"
          min={least[every]}
          max={most[every]}
          value={Number.isNaN(draft.intervals[every]) ? '' : draft.intervals[every]}
          onChange={(event) => change({ intervals: { ...draft.intervals, [every]: event.target.valueAsNumber } })}
        />
        {units[every]}
      </span>
    )}
  </Field>
);

const Weekdays = ({ draft, change, fault }: Pick<FieldsProps, 'draft' | 'change'> & { readonly fault: string | undefined }) => {
  const id = useId();
  const days = daysOf(draft);
  const set = (next: readonly number[]): void => change(draft.every === 'week' ? { weekOn: next } : { weekdays: next });
  return (
    <fieldset className="field schedule-days" aria-describedby={`${id}f`}>
      <legend>On</legend>
      {weekdayNames.map((name, i) => {
        const day = i + 1;
        const on = days.includes(day);
        return (
          <label key={name} className="check-line">
            <input type="checkbox" checked={on} onChange={() => set(on ? days.filter((each) => each !== day) : [...days, day].sort())} />
            {name}
          </label>
        );
      })}
      <p id={`${id}f`} className="field-fault" role={fault === undefined ? undefined : 'alert'}>
        {fault ?? (days.length === 0 ? 'Choose at least one day.' : '')}
      </p>
    </fieldset>
  );
};

const Between = ({ draft, change, fault }: Pick<FieldsProps, 'draft' | 'change'> & { readonly fault: string | undefined }) => {
  const { between } = draft;
  return (
    <fieldset className="field">
      <legend className="sr-only">Hours of the day</legend>
      <CheckField
        label="Only between some hours"
        help="From the first inclusive until before the second; past midnight when the second is earlier."
        checked={between !== null}
        change={(on) => change({ between: on ? { from: '09:00', to: '17:00' } : null })}
      />
      {between === null ? null : (
        <div className="schedule-pair">
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className="ask-field">
              <span>{end === 'from' ? 'From' : 'Until'}</span>
              <input
                type="time"
                value={between[end]}
                onChange={(event) => change({ between: { ...between, [end]: event.target.value } })}
              />
            </label>
          ))}
        </div>
      )}
      <p className="field-fault">{fault}</p>
    </fieldset>
  );
};

const monthKinds = [
  ['dayNumber', 'A day of the month'],
  ['weekday', 'A weekday, such as the first Monday'],
  ['workingDay', 'A working day, Monday to Friday'],
] as const;
const whichWords = [
  ['first', 'first'],
  ['second', 'second'],
  ['third', 'third'],
  ['fourth', 'fourth'],
  ['last', 'last'],
] as const;
const weekdayChoices = weekdayNames.map((name, i) => [String(i + 1), name] as const);

const MonthDay = ({ draft, change, fault }: Pick<FieldsProps, 'draft' | 'change'> & { readonly fault: string | undefined }) => {
  const { month } = draft;
  return (
    <div className="schedule-pair">
      <ChoiceField
        label="On"
        value={month.on}
        choices={monthKinds}
        fault={fault}
        change={(on) =>
          change({
            month: on === 'dayNumber' ? { on, number: 1 } : on === 'weekday' ? { on, which: 'first', weekday: 1 } : { on, which: 'last' },
          })
        }
      />
      {month.on === 'dayNumber' ? (
        <ChoiceField
          label="Day"
          help={month.number > 28 ? 'Months without that day are left out.' : ''}
          value={String(month.number)}
          choices={[...Array.from({ length: 31 }, (_, i) => [String(i + 1), String(i + 1)] as const), ['-1', 'the last day'] as const]}
          change={(number) => change({ month: { on: 'dayNumber', number: Number(number) } })}
        />
      ) : month.on === 'weekday' ? (
        <>
          <ChoiceField label="Which" value={month.which} choices={whichWords} change={(which) => change({ month: { ...month, which } })} />
          <ChoiceField
            label="Weekday"
            value={String(month.weekday)}
            choices={weekdayChoices}
            change={(weekday) => change({ month: { ...month, weekday: Number(weekday) } })}
          />
        </>
      ) : (
        <ChoiceField
          label="Which"
          value={month.which}
          choices={[
            ['first', 'first'],
            ['last', 'last'],
          ]}
          change={(which) => change({ month: { ...month, which } })}
        />
      )}
    </div>
  );
};

const Moment = ({
  legend,
  value,
  name,
  fault,
  change,
}: {
  readonly legend: string;
  readonly value: { readonly date: string; readonly time: string };
  readonly name: string;
  readonly fault: string | undefined;
  readonly change: (value: { readonly date: string; readonly time: string }) => void;
}) => (
  <fieldset className="field">
    <legend>{legend}</legend>
    <div className="schedule-pair">
      <input
        type="date"
        name={name}
        aria-label={`${legend}: day`}
        value={value.date}
        onChange={(event) => change({ ...value, date: event.target.value })}
      />
      <input
        type="time"
        aria-label={`${legend}: time`}
        value={value.time}
        onChange={(event) => change({ ...value, time: event.target.value })}
      />
    </div>
    <p className="field-fault" role={fault === undefined ? undefined : 'alert'}>
      {fault}
    </p>
  </fieldset>
);

/** When it runs, with the next ten runs as they will be (L4650-4690). */
export const WhenFields = ({ site, draft, change, faultAt }: FieldsProps) => {
  const list = useId();
  const { every } = draft;
  const recurrence = (part: string): string | undefined => faultAt(`timing/recurrence/${part}`);
  const zone = draft.timeZone.trim();
  const unknown = zone === '' || isKnownZone(zone) ? undefined : `There is no zone "${zone}": write it as Europe/London.`;
  return (
    <div className="schedule-when">
      <div>
        <ChoiceField label="Repeat by" value={every} choices={everyWords} change={(next) => change({ every: next })} />
        {every === 'day' ? null : <Interval draft={draft} change={change} every={every} fault={recurrence('interval')} />}
        {every === 'month' ? (
          <MonthDay draft={draft} change={change} fault={recurrence('day')} />
        ) : (
          <Weekdays draft={draft} change={change} fault={recurrence('weekdays')} />
        )}
        {every === 'minute' || every === 'hour' ? <Between draft={draft} change={change} fault={recurrence('between')} /> : null}
        <Moment
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
          <Moment legend="Nothing after" name="end" value={draft.end} fault={faultAt('timing/end')} change={(end) => change({ end })} />
        )}
        <Field
          label="Time zone"
          help={`Empty: that of the site, ${site.timeZone}. Type a part of the name for suggestions; any IANA name will do.`}
          fault={faultAt('timing/timeZone') ?? unknown}
        >
          {(ids) => (
            <>
              <input
                {...ids}
                type="text"
                list={list}
                autoComplete="off"
                spellCheck={false}
                placeholder={site.timeZone}
                value={draft.timeZone}
                onChange={(event) => change({ timeZone: event.target.value })}
              />
              <datalist id={list}>
                {zones.map((zone) => (
                  <option key={zone} value={zone} />
                ))}
              </datalist>
            </>
          )}
        </Field>
      </div>
      <TimingPreview site={site} draft={draft} blocked={unknown} />
    </div>
  );
};
