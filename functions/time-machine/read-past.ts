import type { ShowBoard, ShownFigure } from '../boards/types.ts';
import { ReplayTooLong } from '../call-engine/replay.ts';
import type { ReadGaps } from '../call-history/events.ts';
import { isoOf, toPublicJson } from '../domain/public-json.ts';
import { mayDo } from '../identity/permissions.ts';
import { type AskedFigure, askedFigure, liveListsSchema, redactCall, shownReading } from '../live/site-figures.ts';
import type { FindSiteConfig } from '../tenants/types.ts';
import { answerBytes, answerMs } from './constants.ts';
import { createSiteTime, doubtOf, type SiteTime } from './core/past-words.ts';
import type { PastMoment } from './past-session.ts';
import type { PastSessions } from './past-sessions.ts';
import type { PastFrame } from './public-schemas.ts';
import type { ReadPast } from './types.ts';

export interface ReadPastDeps {
  readonly showBoard: ShowBoard;
  readonly sessions: PastSessions;
  readonly gapsOf: ReadGaps;
  readonly findConfig: FindSiteConfig;
  /** Epoch ms. */
  readonly now: () => number;
}
interface Asked {
  readonly id: string;
  readonly figure: AskedFigure;
}

const readAsked = (figures: readonly ShownFigure[]) => {
  const asked: Asked[] = [];
  const faults: string[] = [];
  for (const { id, ...spec } of figures) {
    const figure = askedFigure(spec);
    if ('key' in figure) asked.push({ id, figure });
    else faults.push(...figure.faults.map(({ detail }) => detail));
  }
  return { asked, faults: [...new Set(faults)] };
};

const unknown = (at: number, why: string, needsLive: boolean): PastFrame => ({
  at: isoOf(at),
  asOf: isoOf(at),
  why,
  doubt: null,
  figures: {},
  perMs: {},
  live: needsLive ? { calls: [], agents: [], extensions: [], queues: [], trunks: [] } : null,
  gaps: [],
});

const frameOf = (at: number, moment: PastMoment, asked: readonly Asked[], show: { readonly live: boolean; readonly numbers: boolean }) => {
  const reading = shownReading(
    moment.figures.read(
      asked.map(({ figure }) => figure),
      at,
    ),
  );
  const figures: PastFrame['figures'] = {};
  const perMs: PastFrame['perMs'] = {};
  for (const { id, figure } of asked) {
    const shown = reading.figureOf(figure);
    figures[id] = shown.value;
    if (shown.perMs !== 0) perMs[id] = shown.perMs;
  }
  const { calls, agents, extensions, queues, trunks } = moment.live;
  const own = show.numbers ? null : { extensions: [], agents: [] };
  const lists = {
    calls: Object.values(calls).map((call) => redactCall(own, call)),
    agents: Object.values(agents),
    extensions: Object.values(extensions),
    queues: Object.values(queues),
    trunks: Object.values(trunks),
  };
  return {
    at: isoOf(at),
    asOf: isoOf(reading.asOf),
    why: null,
    figures,
    perMs,
    live: show.live ? liveListsSchema.parse(toPublicJson(lists)) : null,
    gaps: [...reading.gaps],
  };
};

const tooFar =
  'Too much happened between this moment and the last copy of the site’s state before it to work it out. Choose a moment after the next copy; there is one every hour.';

const beforeWords = (firstAt: number | null, time: SiteTime): string =>
  firstAt === null
    ? 'Nothing was ever heard of this site.'
    : `Nothing is known of this site before ${time.full(firstAt)}, when it was first heard of.`;

/**
 * A view at past moments. The board and its filters are those of today; calls, people, configuration and thresholds those of then.
 * @throws ProblemError what `showBoard` throws
 */
export const createReadPast =
  (deps: ReadPastDeps): ReadPast =>
  async (scope, principal, board, view, instants) => {
    const begun = deps.now();
    const { figures, needsLive } = await deps.showBoard(scope, principal, board, view);
    const { asked, faults } = readAsked(figures);
    const [first = begun, last = begun] = [instants[0], instants.at(-1)];
    const [config, gaps] = await Promise.all([deps.findConfig(scope.tenant, scope.site), deps.gapsOf(scope, first, last + 1)]);
    const time = createSiteTime(config?.config.timeZone ?? 'UTC');
    const notes = new Set(faults);
    const frames: PastFrame[] = [];
    const show = { live: needsLive, numbers: mayDo(principal, 'live.readNumbers') };
    const keys = asked.map(({ figure }) => figure);
    let [bytes, done] = [0, 0];
    const add = (frame: PastFrame): void => {
      frames.push(frame);
      bytes += JSON.stringify(frame).length;
      done += 1;
    };
    const isEnough = (): boolean => done > 0 && (bytes + bytes / done > answerBytes || deps.now() - begun > answerMs);

    let opened = await deps.sessions.take(scope, first);
    while (opened.kind === 'before' && done < instants.length && !isEnough()) {
      const at = instants[done] ?? last;
      if (opened.firstAt !== null && at >= opened.firstAt) opened = await deps.sessions.take(scope, at);
      else add(unknown(at, beforeWords(opened.firstAt, time), needsLive));
    }
    if (opened.kind === 'session') {
      const { session } = opened;
      try {
        while (done < instants.length && !isEnough()) {
          const at = instants[done] ?? last;
          const moment = await session.to(at, keys);
          const frame = frameOf(at, moment, asked, show);
          add({ ...frame, doubt: doubtOf(at, moment.live.at, gaps, time) });
          for (const problem of moment.problems) notes.add(problem);
          if (moment.erased)
            notes.add('Somebody’s number was erased from this time since: it is shown nowhere, and filters by it find nothing.');
        }
        for (const [hour, at] of session.restated)
          if (at > first)
            notes.add(
              `Calls that began between ${time.beside(Date.parse(`${hour}:00:00Z`), first)} and an hour later were corrected on ${time.full(at)}; they count as they are known today.`,
            );
        deps.sessions.giveBack(scope, session);
      } catch (error) {
        if (!(error instanceof ReplayTooLong)) throw error;
        // From a frame that could be made the next request goes on; without one it would only fail again.
        if (done === 0) for (const at of instants) add(unknown(at, tooFar, needsLive));
      }
    }
    return { frames, complete: done === instants.length, notes: [...notes] };
  };
