import { ChoiceField } from '../ui/choice-field.tsx';
import { weekdayNames } from './core/recurrence-words.ts';
import type { PartProps } from './fields-props.ts';

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

/** On which day of the month. */
export const MonthDayFields = ({ draft, change, fault }: PartProps) => {
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
