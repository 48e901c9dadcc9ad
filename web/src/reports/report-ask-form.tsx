import { type FormEvent, useState } from 'react';
import type { FilterRef } from '../../../functions/domain/board.ts';
import type { ReportContent } from '../../../functions/domain/report.ts';
import type { Site } from '../api/types.ts';
import type { PublicTemplate } from '../figures/core/public-types.ts';
import { type GroupingFormat, groupingChoices, groupingFormats } from '../figures/core/question.ts';
import { askedRange, choiceOfRange, type RangeChoice, rangeFault } from '../figures/core/range-choice.ts';
import { RangeFields } from '../figures/range-fields.tsx';
import { usePeriod } from '../figures/use-period.ts';
import { FilterChooser } from '../filters/filter-chooser.tsx';
import type { ReportSearch } from './core/report-search.ts';
import { HoursFields, hoursFault } from './hours-fields.tsx';

type Asked = Pick<ReportContent, 'range' | 'filter' | 'dailyWindow' | 'format'>;
interface Typed {
  readonly choice: RangeChoice;
  readonly filter: FilterRef | null;
  readonly hours: readonly [string, string];
  readonly format: GroupingFormat | null;
}

const typedOf = ({ range, filter, dailyWindow, format }: Asked, zone: string): Typed => ({
  choice: choiceOfRange(range, zone),
  filter,
  hours: [dailyWindow?.from ?? '', dailyWindow?.to ?? ''],
  format,
});

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Overrides = Pick<ReportSearch, 'range' | 'days' | 'from' | 'to' | 'filter' | 'windowFrom' | 'windowTo' | 'window' | 'format'>;

/** What is asked differently from what the report says itself; what is the same stays out of the address. */
const overridesOf = ({ choice, filter, hours, format }: Typed, saved: Asked, zone: string): Overrides => {
  const { range, days, from, to } = choice;
  const window = hours[0] === '' ? null : { from: hours[0], to: hours[1] };
  return {
    ...(same(askedRange(choice, zone), saved.range)
      ? {}
      : range === 'custom'
        ? { range, from, to }
        : range === 'lastDays' || range === 'lastWorkingDays'
          ? { range, days }
          : { range }),
    ...(same(filter, saved.filter) ? {} : { filter: filter ?? ('none' as const) }),
    ...(same(window, saved.dailyWindow)
      ? {}
      : window === null
        ? { window: 'none' as const }
        : { windowFrom: window.from, windowTo: window.to }),
    ...(format === null || format === saved.format ? {} : { format }),
  };
};

const isFormat = (value: string): value is GroupingFormat => Object.hasOwn(groupingFormats, value);

/** When, which calls, which hours: what a report is asked with, until somebody presses Apply (L4440). */
export const ReportAskForm = ({
  site,
  template,
  saved,
  asked,
  apply,
}: {
  readonly site: Site;
  readonly template: PublicTemplate;
  /** As the report says. */
  readonly saved: Asked;
  /** As it is asked now. */
  readonly asked: Asked;
  readonly apply: (overrides: Overrides) => void;
}) => {
  const period = usePeriod(site.site);
  const [first] = useState(() => typedOf(asked, site.timeZone));
  const [typed, setTyped] = useState(first);
  const fault = rangeFault(typed.choice) ?? hoursFault(typed.hours);
  const changed = !same(typed, first);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    if (fault === null) apply(overridesOf(typed, saved, site.timeZone));
  };
  if (template.kind === 'configList') return null;
  return (
    <form className="panel question report-ask" aria-label="What is asked" noValidate onSubmit={submit}>
      <div className="question-row">
        <RangeFields site={site} choice={typed.choice} change={(choice) => setTyped({ ...typed, choice })} />
        <FilterChooser site={site.site} value={typed.filter} change={(filter) => setTyped({ ...typed, filter })} />
        <HoursFields hours={typed.hours} change={(hours) => setTyped({ ...typed, hours })} />
        {template.key === 'time' ? (
          <label className="ask-field">
            <span>A row for each</span>
            <select
              value={typed.format ?? 'dateTime'}
              onChange={({ target: { value } }) => {
                if (isFormat(value)) setTyped({ ...typed, format: value });
              }}
            >
              {groupingChoices(period).map(([name, text]) => (
                <option key={name} value={name}>
                  {text}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <div className="question-buttons">
          <button type="submit" className={changed ? 'button primary' : 'button'} aria-disabled={fault !== null}>
            Apply
          </button>
        </div>
      </div>
      <p role="status" className="muted question-words">
        {changed ? 'Not applied yet: the figures below are those asked before.' : ''}
      </p>
    </form>
  );
};
