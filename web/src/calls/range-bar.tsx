import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Site } from '../api/types.ts';
import { toLocalText } from '../time/core/zone.ts';
import { type ChosenRange, rangeNames } from './core/range.ts';

const quick = ['today', 'yesterday', 'week'] as const;

/** Ranges are links, so that each can be bookmarked and opened beside the other. */
export const RangeBar = ({
  site,
  range,
  go,
}: {
  readonly site: Site;
  readonly range: ChosenRange;
  readonly go: (from: string, to: string) => void;
}) => {
  const [custom, setCustom] = useState(range.name === 'custom');
  const [wrong, setWrong] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const from = String(form.get('from')).slice(0, 16);
    const to = String(form.get('to')).slice(0, 16);
    if (from === '' || to === '') setWrong('Give both a beginning and an end.');
    else if (to <= from) setWrong('The end must come after the beginning.');
    else {
      setWrong('');
      go(from, to);
    }
  };
  return (
    <div className="range-bar">
      <nav aria-label="Time range" className="segments">
        {quick.map((name) => (
          <Link
            key={name}
            to="/sites/$site/calls"
            params={{ site: site.site }}
            search={{ range: name }}
            className="segment"
            aria-current={range.name === name ? 'true' : undefined}
            onClick={() => setCustom(false)}
          >
            {rangeNames[name]}
          </Link>
        ))}
        <button
          type="button"
          className="segment"
          aria-expanded={custom}
          aria-current={range.name === 'custom' ? 'true' : undefined}
          onClick={() => setCustom(true)}
        >
          {rangeNames.custom}
        </button>
      </nav>
      {custom ? (
        <form className="range-form" onSubmit={submit} aria-label="Custom time range">
          <label>
            From
            <input type="datetime-local" name="from" defaultValue={toLocalText(site.timeZone, range.from)} aria-describedby="range-wrong" />
          </label>
          <label>
            To
            <input type="datetime-local" name="to" defaultValue={toLocalText(site.timeZone, range.to)} aria-describedby="range-wrong" />
          </label>
          <button type="submit" className="button">
            Show
          </button>
          <span id="range-wrong" role="alert" className="tone-bad">
            {wrong}
          </span>
        </form>
      ) : null}
    </div>
  );
};
