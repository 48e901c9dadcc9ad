import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import { useServices } from '../app/services.ts';
import { choiceFields, draftOf, type FilterDraft, filterOf, textFields } from './core/filter-fields.ts';
import type { CheckedFilter, FilterError } from './core/public-types.ts';
import type { FilterSpec } from './core/question.ts';
import { filterCheckQuery } from './figures-queries.ts';
import { FilterFault } from './filter-fault.tsx';
import { useRested } from './use-rested.ts';

export interface Narrowing {
  readonly filter: FilterSpec;
  readonly windowFrom: string;
  readonly windowTo: string;
}

const checkRestMs = 300;

/** Which calls count. What is typed is read as it is typed: in words, or with the character that cannot be read. */
export const FilterForm = ({
  now,
  hours: withHours = true,
  apply,
  clear,
}: {
  readonly now: Narrowing;
  /** Whether hours of the day can be asked for; a board counts the whole day. */
  readonly hours?: boolean;
  readonly apply: (next: Narrowing) => void;
  readonly clear: () => void;
}) => {
  const { api, queries } = useServices();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [draft, setDraft] = useState<FilterDraft>(() => draftOf(now.filter));
  const [hours, setHours] = useState<readonly [string, string]>([now.windowFrom, now.windowTo]);
  const filter = filterOf(draft, now.filter);
  const rested = useRested(filter, checkRestMs);
  const { data: checked, error: failed } = useQuery({
    ...filterCheckQuery(api, rested),
    enabled: Object.keys(rested).length > 0,
    placeholderData: keepPreviousData,
  });
  const errors = Object.keys(filter).length === 0 ? [] : (checked?.errors ?? []);
  const halfWindow = (hours[0] === '') !== (hours[1] === '');
  const change = (name: string, value: string): void => setDraft((before) => ({ ...before, [name]: value }));

  const point = ({ field, at }: FilterError): void => {
    const input = form.current?.elements.namedItem(field);
    if (!(input instanceof HTMLInputElement)) return;
    input.focus();
    input.setSelectionRange(at, at + 1);
  };
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    if (halfWindow) return;
    if (Object.keys(filter).length > 0) {
      const answer: CheckedFilter | null = await queries.fetchQuery(filterCheckQuery(api, filter)).catch(() => null);
      const first = answer?.errors[0];
      // The character is pointed at once its words are drawn.
      if (first !== undefined) {
        requestAnimationFrame(() => point(first));
        return;
      }
    }
    apply({ filter, windowFrom: hours[0], windowTo: hours[1] });
  };

  return (
    <form ref={form} className="filter-form" aria-label="Filter" onSubmit={(event) => void submit(event)}>
      <div className="ask-fields">
        {choiceFields.map(({ name, label, options }) => (
          <label key={name} className="ask-field">
            <span>{label}</span>
            <select name={name} value={draft[name] ?? ''} onChange={(event) => change(name, event.target.value)}>
              <option value="">All</option>
              {options.map(([value, words]) => (
                <option key={value} value={value}>
                  {words}
                </option>
              ))}
            </select>
          </label>
        ))}
        {textFields.map(({ name, label, example }) => {
          const error = errors.find(({ field }) => field === name);
          return (
            <div key={name} className="ask-field">
              <label htmlFor={`${id}i${name}`}>{label}</label>
              <input
                id={`${id}i${name}`}
                name={name}
                value={draft[name] ?? ''}
                placeholder={example === '' ? undefined : `e.g. ${example}`}
                autoComplete="off"
                spellCheck={false}
                aria-invalid={error === undefined ? undefined : true}
                aria-describedby={error === undefined ? undefined : `${id}${name}`}
                onChange={(event) => change(name, event.target.value)}
              />
              {error === undefined ? null : <FilterFault id={`${id}${name}`} text={draft[name] ?? ''} error={error} />}
            </div>
          );
        })}
        {withHours ? (
          <fieldset className="ask-field ask-hours">
            <legend>Hours of the day</legend>
            <input
              type="time"
              aria-label="From this hour"
              value={hours[0]}
              onChange={(event) => setHours([event.target.value, hours[1]])}
            />
            <span aria-hidden="true">–</span>
            <input type="time" aria-label="To this hour" value={hours[1]} onChange={(event) => setHours([hours[0], event.target.value])} />
          </fieldset>
        ) : null}
      </div>
      <div className="filter-foot">
        <p className="muted" role="status">
          {halfWindow
            ? 'Give both hours, or none.'
            : failed !== null
              ? failed.message
              : Object.keys(filter).length === 0
                ? 'All calls you may see count.'
                : errors.length > 0
                  ? 'The filter cannot be read yet.'
                  : checked?.words == null
                    ? ''
                    : `Counts: ${checked.words}.`}
        </p>
        <span className="header-space" />
        <button type="button" className="button plain" onClick={clear}>
          Clear
        </button>
        <button type="submit" className="button primary">
          Apply
        </button>
      </div>
    </form>
  );
};
