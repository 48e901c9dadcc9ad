import { useId } from 'react';
import { weekdayNames } from './core/recurrence-words.ts';
import { daysOf } from './core/schedule-draft.ts';
import type { PartProps } from './fields-props.ts';

/** On which days of the week. */
export const WeekdaysField = ({ draft, change, fault }: PartProps) => {
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
