import { type ReactNode, useId } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { statisticsDay, toLocalText } from '../time/core/zone.ts';
import { hasDays, isRangeWord, namedRanges, type RangeChoice, rangeFault, usualDays } from './core/range-choice.ts';

/** Which stretch of time, as far as it has been chosen; whoever shows it says when it holds. */
export const RangeFields = ({
  site,
  choice,
  change,
  label = 'Time',
  told = true,
  children,
}: {
  readonly site: Site;
  readonly choice: RangeChoice;
  readonly change: (next: RangeChoice) => void;
  readonly label?: string;
  /** Whether what is wrong with it is said as it is typed. */
  readonly told?: boolean;
  /** After the fields that a range with a number or two instants has. */
  readonly children?: ReactNode;
}) => {
  const { clock } = useServices();
  const wrong = useId();
  const { range, days, from, to } = choice;
  const instants = (['from', 'to'] as const).map((end) => (
    <label key={end} className="ask-field">
      <span>{end === 'from' ? 'From' : 'To'}</span>
      <input
        type="datetime-local"
        value={end === 'from' ? from : to}
        aria-describedby={wrong}
        onChange={(event) => change({ ...choice, [end]: event.target.value.slice(0, 16) })}
      />
    </label>
  ));
  return (
    <>
      <label className="ask-field">
        <span>{label}</span>
        <select
          value={range}
          onChange={(event) => {
            const next = event.target.value;
            if (!isRangeWord(next)) return;
            const day = statisticsDay(site.timeZone, site.resetTime, clock.now());
            const start = next === 'custom' && from === '' ? toLocalText(site.timeZone, day.from) : from;
            const end = next === 'custom' && to === '' ? toLocalText(site.timeZone, day.to) : to;
            change({ range: next, days: days || usualDays, from: start, to: end });
          }}
        >
          {Object.entries(namedRanges).map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {hasDays(range) ? (
        <label className="ask-field">
          <span>{range === 'lastDays' ? 'Days, today included' : 'Working days before today'}</span>
          <input
            type="number"
            min={1}
            max={3_700}
            value={Number.isNaN(days) ? '' : days}
            aria-describedby={wrong}
            onChange={(event) => change({ ...choice, days: event.target.valueAsNumber })}
          />
        </label>
      ) : null}
      {range === 'custom' ? instants : null}
      {hasDays(range) || range === 'custom' ? children : null}
      <span id={wrong} role="alert" className="tone-bad">
        {told ? rangeFault(choice) : null}
      </span>
    </>
  );
};
