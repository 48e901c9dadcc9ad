import { type FormEvent, useState } from 'react';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { statisticsDay, toLocalText } from '../time/core/zone.ts';
import { isRangeWord, namedRanges, type RangeChoice } from './core/range-choice.ts';

type Chosen = Pick<RangeChoice, 'range'> & { readonly days?: number; readonly from?: string; readonly to?: string };

/** Which stretch of time. Named ranges apply at once, those with a number or two instants when they are complete. */
export const RangeForm = ({
  site,
  choice,
  choose,
}: {
  readonly site: Site;
  readonly choice: RangeChoice;
  readonly choose: (next: Chosen) => void;
}) => {
  const { clock } = useServices();
  const [word, setWord] = useState(choice.range);
  const [wrong, setWrong] = useState('');
  const day = statisticsDay(site.timeZone, site.resetTime, clock.now());
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (word === 'lastDays') {
      choose({ range: word, days: Number(form.get('days')) });
      return;
    }
    const from = String(form.get('from')).slice(0, 16);
    const to = String(form.get('to')).slice(0, 16);
    if (from === '' || to === '') setWrong('Give both a beginning and an end.');
    else if (to <= from) setWrong('The end must come after the beginning.');
    else {
      setWrong('');
      choose({ range: 'custom', from, to });
    }
  };
  return (
    <form className="range-form" aria-label="Time range" onSubmit={submit}>
      <label className="ask-field">
        <span>Time</span>
        <select
          value={word}
          onChange={(event) => {
            const next = event.target.value;
            if (!isRangeWord(next)) return;
            setWord(next);
            setWrong('');
            if (next !== 'lastDays' && next !== 'custom') choose({ range: next });
          }}
        >
          {Object.entries(namedRanges).map(([name, text]) => (
            <option key={name} value={name}>
              {text}
            </option>
          ))}
        </select>
      </label>
      {word === 'lastDays' ? (
        <>
          <label className="ask-field">
            <span>Days, today included</span>
            <input type="number" name="days" min={1} max={3_700} required defaultValue={choice.days} />
          </label>
          <button type="submit" className="button">
            Show
          </button>
        </>
      ) : null}
      {word === 'custom' ? (
        <>
          <label className="ask-field">
            <span>From</span>
            <input
              type="datetime-local"
              name="from"
              defaultValue={choice.from || toLocalText(site.timeZone, day.from)}
              aria-describedby="figures-range-wrong"
            />
          </label>
          <label className="ask-field">
            <span>To</span>
            <input
              type="datetime-local"
              name="to"
              defaultValue={choice.to || toLocalText(site.timeZone, day.to)}
              aria-describedby="figures-range-wrong"
            />
          </label>
          <button type="submit" className="button">
            Show
          </button>
          <span id="figures-range-wrong" role="alert" className="tone-bad">
            {wrong}
          </span>
        </>
      ) : null}
    </form>
  );
};
