import { liveStateOf, type OpenReplay, type Replay, type ReplayedMoment, rowsOfState } from '../call-engine/replay.ts';
import type { HourReader, ReadGaps } from '../call-history/events.ts';
import type { OutboxBatch } from '../domain/engine-output.ts';
import { withoutErasedTexts } from '../domain/erased.ts';
import { epochMs } from '../domain/ids.ts';
import type { LiveState } from '../domain/live.ts';
import type { SiteConfig } from '../domain/site-config.ts';
import type { SiteScope } from '../identity/types.ts';
import { type AskedFigure, createSiteFigures, rowsNeededFrom, type SiteFigures } from '../live/site-figures.ts';
import { inParallel } from '../runtime/bounded.ts';
import { maxEvents } from './constants.ts';
import { createPastRows, withoutErased } from './past-rows.ts';

type Batches = ReplayedMoment['batches'];

/** A site as it stood at a moment. */
export interface PastMoment {
  readonly live: LiveState;
  readonly config: SiteConfig;
  readonly figures: SiteFigures;
  readonly problems: readonly string[];
  readonly erased: boolean;
}
/** A replay with its figures, that goes forward. */
export interface PastSession {
  /** The last moment it stood at, epoch ms. */
  readonly at: () => number;
  /** Hours (`2026-03-02T09`) whose rows late data or a rebuild changed, with when. */
  readonly restated: ReadonlyMap<string, number>;
  /** `at` never goes back. What it answers is good until it is asked again. @throws ReplayTooLong */
  readonly to: (at: number, asked: readonly AskedFigure[]) => Promise<PastMoment>;
}
export type OpenedSession =
  | { readonly kind: 'before'; readonly firstAt: number | null }
  | { readonly kind: 'session'; readonly session: PastSession };

const hoursAtOnce = 8;
const hourOf = (at: number): string => new Date(at).toISOString().slice(0, 13);

export interface PastSessionDeps {
  readonly openReplay: OpenReplay;
  readonly hours: HourReader;
  readonly gapsOf: ReadGaps;
}

/** Calls and status that the figures of a moment look back at, from history: only those before the checkpoint. */
const readHistory = async (deps: PastSessionDeps, scope: SiteScope, from: number, until: number) => {
  if (until === 0) return { calls: [], status: [], gaps: [], restated: new Map<string, number>() };
  const marks = await deps.hours.marks(scope, hourOf(from).slice(0, 10), hourOf(until).slice(0, 10));
  const hours = [...marks].filter(([hour]) => hour >= hourOf(from) && hour <= hourOf(until));
  const [rows, gaps] = await Promise.all([
    inParallel(hours, hoursAtOnce, ([hour]) => deps.hours.rows(scope, hour)),
    deps.gapsOf(scope, from, until + 1),
  ]);
  return {
    calls: rows.flatMap(({ calls }) => calls),
    status: rows.flatMap(({ status }) => status),
    gaps,
    restated: new Map(hours.flatMap(([hour, { restatedAt }]) => (restatedAt === null ? [] : [[hour, restatedAt]]))),
  };
};

const outboxBatch = (scope: SiteScope, { at, emitted }: Batches[number], erased: boolean): OutboxBatch => ({
  v: 1,
  tenant: scope.tenant,
  site: scope.site,
  n: 0,
  at: epochMs(at),
  emitted: erased ? withoutErased(emitted) : emitted,
});

const blankLive = (live: LiveState, erased: boolean): LiveState =>
  erased
    ? {
        ...live,
        calls: Object.fromEntries(Object.entries(live.calls).map(([key, call]) => [key, withoutErasedTexts(call) as typeof call])),
      }
    : live;

const beginSession = async (deps: PastSessionDeps, scope: SiteScope, replay: Replay, first: number): Promise<PastSession> => {
  const { start } = replay;
  const { restated, ...history } = await readHistory(deps, scope, rowsNeededFrom(start.config, first), start.at);
  const rows = createPastRows({
    at: start.at,
    history,
    open: {
      calls: rowsOfState(start.state, start.config),
      gaps: Object.values(start.state.gaps),
      clearing: new Map(
        Object.values(start.state.agents).flatMap(({ agent, clearedAt }) => (clearedAt === null ? [] : [[agent, clearedAt]])),
      ),
    },
  });
  let reached = first;
  let live: LiveState | null = null;
  /** Null = to be made anew of the rows, as something was in them for a moment only. */
  let figures: SiteFigures | null = null;

  const apply = (to: SiteFigures, batches: Batches, erased: boolean): void => {
    for (const batch of batches) {
      to.configure(batch.config);
      to.apply(outboxBatch(scope, batch, erased));
    }
  };
  const to = async (at: number, asked: readonly AskedFigure[]): Promise<PastMoment> => {
    const { state, config, kept, batches, beside, problems, erased } = await replay.to(at, maxEvents);
    reached = Math.max(reached, at);
    if (figures !== null) apply(figures, batches, erased);
    for (const { emitted } of batches) rows.apply(erased ? withoutErased(emitted) : emitted);
    if (live === null || batches.length > 0 || beside.length > 0) live = blankLive(liveStateOf(state, config), erased);
    const calls = (): LiveState['calls'] => liveStateOf(kept.state, kept.config).calls;
    const made = figures ?? createSiteFigures(kept.config, rows.rows(Object.values(calls())), kept.state.at);
    apply(made, beside, erased);
    figures = beside.length > 0 ? null : made;
    made.keep(asked);
    return { live, config, figures: made, problems, erased };
  };
  return { at: () => reached, restated, to };
};

/** Begins to look back at a site, at a moment. */
export const createOpenSession =
  (deps: PastSessionDeps) =>
  async (scope: SiteScope, at: number): Promise<OpenedSession> => {
    const opened = await deps.openReplay(scope, at);
    if (opened.kind === 'before') return opened;
    return { kind: 'session', session: await beginSession(deps, scope, opened.replay, at) };
  };
