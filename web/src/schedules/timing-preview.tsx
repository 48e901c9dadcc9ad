import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useRested } from '../figures/use-rested.ts';
import { recurrenceWords } from './core/recurrence-words.ts';
import { type ScheduleDraft, timingOf } from './core/schedule-draft.ts';
import type { PreviewedRun } from './core/types.ts';
import { previewQuery } from './schedules-api.ts';

const restMs = 300;
const noteWords: Readonly<Record<NonNullable<PreviewedRun['note']>, string>> = {
  'skipped hour': 'the clock goes forward: it runs at the end of the hour that is left out',
  'repeated hour': 'the clock goes back: it runs in the first of the two hours',
};

/** `Sun 29 Mar 2026, 03:22` of a wall clock reading. */
const wallWords = (local: string): string => {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  return `${day.format(new Date(`${local}:00Z`)).replace(',', '')}, ${local.slice(11, 16)}`;
};

/** The next ten runs, worked out by the service whenever typing rests. */
export const TimingPreview = ({
  site,
  draft,
  blocked,
}: {
  readonly site: Site;
  readonly draft: ScheduleDraft;
  /** Something is known to be wrong before the service is asked: no runs are shown, least of all those of before. */
  readonly blocked: string | undefined;
}) => {
  const { api } = useServices();
  const timing = timingOf(draft);
  const rested = useRested(timing, restMs);
  const { data, error, isPlaceholderData } = useQuery({
    ...previewQuery(api, site.site, rested),
    enabled: blocked === undefined,
    placeholderData: keepPreviousData,
  });
  const changing = isPlaceholderData || JSON.stringify(rested) !== JSON.stringify(timing);
  const faults = error instanceof ApiError ? error.faults.map(({ detail }) => detail).join(' ') || error.message : error?.message;
  return (
    <section className="schedule-preview" aria-labelledby="preview-title">
      <h3 id="preview-title">The next runs</h3>
      <p className="muted">Runs {recurrenceWords(timing)}.</p>
      {blocked !== undefined || error !== null ? (
        <p role="status" className="field-fault">
          {blocked ?? faults}
        </p>
      ) : data === undefined ? (
        <p className="muted">Working them out…</p>
      ) : data.runs.length === 0 ? (
        <p role="status" className="tone-bad">
          It never runs: no moment between start and end is one of those chosen.
        </p>
      ) : (
        <ol aria-busy={changing} aria-label={`The next runs, clock of ${data.timeZone}`}>
          {data.runs.map(({ at, local, offset, note }) => (
            <li key={at}>
              <span className="num">{wallWords(local)}</span> <span className="muted num">{offset}</span>
              {note === null ? null : <span className="schedule-dst"> {noteWords[note]}</span>}
            </li>
          ))}
        </ol>
      )}
      {data === undefined || blocked !== undefined || error !== null ? null : <p className="muted">Clock of {data.timeZone}.</p>}
    </section>
  );
};
