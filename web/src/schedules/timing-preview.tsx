import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiError } from '../api/client.ts';
import type { Site } from '../api/types.ts';
import { useServices } from '../app/services.ts';
import { useRested } from '../figures/use-rested.ts';
import { recurrenceWords } from './core/recurrence-words.ts';
import { type ScheduleDraft, timingOf } from './core/schedule-draft.ts';
import { NextRuns } from './next-runs.tsx';
import { previewQuery } from './schedules-api.ts';

const restMs = 300;
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
        <NextRuns preview={data} changing={changing} />
      )}
      {data === undefined || blocked !== undefined || error !== null ? null : <p className="muted">Clock of {data.timeZone}.</p>}
    </section>
  );
};
