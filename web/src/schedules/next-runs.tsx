import type { Preview, PreviewedRun } from './core/types.ts';

const noteWords: Readonly<Record<NonNullable<PreviewedRun['note']>, string>> = {
  'skipped hour': 'the clock goes forward: it runs at the end of the hour that is left out',
  'repeated hour': 'the clock goes back: it runs in the first of the two hours',
};

/** `Sun 29 Mar 2026, 03:22` of a wall clock reading. */
const wallWords = (local: string): string => {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${day.format(new Date(`${local}:00Z`)).replace(',', '')}, ${local.slice(11, 16)}`;
};

/** Moments of a schedule as the clock of its zone shows them; those on which that clock moves are marked. */
export const NextRuns = ({ preview, changing = false }: { readonly preview: Preview; readonly changing?: boolean }) => (
  <ol aria-busy={changing} aria-label={`The next runs, clock of ${preview.timeZone}`}>
    {preview.runs.map(({ at, local, offset, note }) => (
      <li key={at}>
        <span className="num">{wallWords(local)}</span> <span className="muted num">{offset}</span>
        {note === null ? null : <span className="schedule-dst"> {noteWords[note]}</span>}
      </li>
    ))}
  </ol>
);
