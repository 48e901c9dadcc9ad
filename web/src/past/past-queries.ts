import { queryOptions } from '@tanstack/react-query';
import type { ApiClient } from '../api/client.ts';
import type { Report } from '../figures/core/public-types.ts';
import { readReport } from '../figures/core/read-answer.ts';
import type { PastDay } from './core/past-day.ts';
import { type PastAnswer, type PastFrame, parsePast } from './core/past-feed.ts';
import type { Stretch } from './core/play.ts';

const iso = (at: number): string => new Date(at).toISOString();
/** An answer that is not complete goes on after its last frame, at most so often. */
const mostRequests = 6;

/** Frames of a stretch of one view. The past changes little: a frame is asked for once a visit. */
export const pastQuery = (api: ApiClient, site: string, board: string, view: string | null, stretch: Stretch | null) =>
  queryOptions({
    queryKey: ['past', site, board, view, stretch],
    enabled: stretch !== null && view !== null,
    queryFn: async ({ signal }): Promise<PastAnswer> => {
      if (stretch === null || view === null) throw new Error('There is no moment yet.');
      const { everyMs, count } = stretch;
      const to = stretch.from + (count - 1) * everyMs;
      const frames: PastFrame[] = [];
      const notes = new Set<string>();
      for (let [from, n] = [stretch.from, 0]; from <= to && n < mostRequests; n += 1) {
        const range = from < to ? { at: iso(from), to: iso(to), every: everyMs / 1_000 } : { at: iso(from) };
        const answer = parsePast(await api.get(`/sites/${site}/boards/${board}/views/${view}/past`, range, signal));
        frames.push(...answer.frames);
        for (const note of answer.notes) notes.add(note);
        const last = frames.at(-1);
        if (answer.complete || last === undefined) return { frames, complete: answer.complete, notes: [...notes] };
        from = last.at + everyMs;
      }
      return { frames, complete: false, notes: [...notes] };
    },
    staleTime: 5 * 60_000,
    gcTime: 60_000,
  });

export const busyColumn = 'callsInbound';

/** Inbound calls of a day by call rate periods. */
export const busyQuery = (api: ApiClient, site: string, day: PastDay) =>
  queryOptions({
    queryKey: ['past', site, 'busy', day.date],
    queryFn: async ({ signal }) => {
      const body = {
        template: 'callsByStartTime',
        columns: [busyColumn],
        range: { from: iso(day.start), to: iso(day.end) },
        format: 'dateTime',
        limit: 1_000,
      };
      return readReport((await api.send('POST', `/sites/${site}/query`, body, signal)) as Report);
    },
    staleTime: 60_000,
  });
