import { Field } from '../site/field.tsx';
import { ChoiceField } from '../ui/choice-field.tsx';
import { BetweenField } from './between-field.tsx';
import type { Every } from './core/schedule-draft.ts';
import type { FieldsProps, PartProps } from './fields-props.ts';
import { MonthDayFields } from './month-day-fields.tsx';
import { WeekdaysField } from './weekdays-field.tsx';

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

const Interval = ({ draft, change, every, fault }: PartProps & { readonly every: Exclude<Every, 'day'> }) => (
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

/** How often it runs, and on which days and between which hours. */
export const RecurrenceFields = ({ draft, change, faultAt }: Omit<FieldsProps, 'site'>) => {
  const { every } = draft;
  const at = (part: string): PartProps => ({ draft, change, fault: faultAt(`timing/recurrence/${part}`) });
  return (
    <>
      <ChoiceField label="Repeat by" value={every} choices={everyWords} change={(next) => change({ every: next })} />
      {every === 'day' ? null : <Interval {...at('interval')} every={every} />}
      {every === 'month' ? <MonthDayFields {...at('day')} /> : <WeekdaysField {...at('weekdays')} />}
      {every === 'minute' || every === 'hour' ? <BetweenField {...at('between')} /> : null}
    </>
  );
};
