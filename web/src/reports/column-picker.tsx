import { type KeyboardEvent, useDeferredValue, useMemo, useState } from 'react';
import { reportLimits } from '../../../functions/domain/report.ts';
import { findStatistics } from '../figures/core/find-statistics.ts';
import type { PublicStatistic } from '../figures/core/public-types.ts';
import { Icon } from '../ui/icons.tsx';
import { Notice } from '../ui/notice.tsx';
import { hitOf } from './core/column-hit.ts';

/** Every column the template offers, by group, with what each counts; a press adds it. */
export const ColumnPicker = ({
  statistics,
  chosen,
  add,
}: {
  readonly statistics: readonly PublicStatistic[];
  readonly chosen: ReadonlySet<string>;
  readonly add: (statistic: string) => void;
}) => {
  const [typed, setTyped] = useState('');
  const [told, tell] = useState('');
  const words = useDeferredValue(typed);
  const groups = useMemo(() => findStatistics(statistics, { words }), [statistics, words]);
  const searched = words.trim() !== '';
  const full = chosen.size >= reportLimits.columns;
  const opened = groups.find(({ statistics: found }) => found.some(({ id }) => chosen.has(id)))?.name;
  // Where one begins; what is opened and closed after that is the person's.
  const [first] = useState(opened);
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    // Else it would be heard by the form.
    event.preventDefault();
    const hit = hitOf(statistics, typed, chosen);
    if (hit === null) return;
    if (full && !hit.taken) return tell(`${hit.heading} is not added: a report has at most ${reportLimits.columns} columns.`);
    if (!hit.taken) add(hit.id);
    tell(hit.taken ? `${hit.heading} is chosen already.` : `${hit.heading} is added.`);
    event.currentTarget.select();
  };
  return (
    <section className="column-picker" aria-label="Available columns">
      <h3 className="builder-sub">Available</h3>
      <label className="search">
        <Icon name="search" />
        <span className="sr-only">Search the columns</span>
        <input
          type="search"
          placeholder="Search by name or words"
          title="Enter adds the first that is found"
          value={typed}
          onKeyDown={enter}
          onChange={(event) => {
            setTyped(event.target.value);
            tell('');
          }}
        />
      </label>
      <p role="status" className="muted column-told">
        {told}
      </p>
      {groups.length === 0 ? <Notice title="No column has these words" /> : null}
      {groups.map(({ name, statistics: found }) => (
        <details key={`${name} ${searched}`} className="column-group" open={searched || name === first}>
          <summary>
            {name} <span className="muted num">{found.length}</span>
          </summary>
          <ul>
            {found.map(({ id, heading, name: long, words: meaning, ours }) => {
              const taken = chosen.has(id);
              return (
                <li key={id}>
                  <button
                    type="button"
                    className={taken ? 'column-offer is-taken' : 'column-offer'}
                    aria-disabled={taken || full}
                    onClick={() => (taken || full ? undefined : add(id))}
                  >
                    <span className="column-offer-name">
                      {taken ? <Icon name="answered" /> : <Icon name="plus" />} {heading}
                      {ours ? <span className="badge">ours</span> : null}
                      {taken ? <span className="sr-only"> is chosen</span> : null}
                    </span>
                    <span className="column-offer-words">
                      {long === heading ? '' : `${long}. `}
                      {meaning}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </details>
      ))}
    </section>
  );
};
