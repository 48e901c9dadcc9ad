import type { Gap, OutboxBatch } from '../../../domain/engine-output.ts';
import type { LiveCall } from '../../../domain/live.ts';
import type { Call, Segment, StatusRow } from '../../../domain/segment.ts';
import type { SiteConfig } from '../../../domain/site-config.ts';
import { createStatisticsDay, type StatisticsDay } from '../../../domain/statistics-day.ts';
import { figureSettingsOf } from '../../../statistics/catalogue.ts';
import { deriveFacts, type Fact } from '../../../statistics/facts.ts';
import { createPopulationTable, type FigureValue, isFactFormula, isStayFormula } from '../../../statistics/formulas.ts';
import { extensionsIn, usersAt } from '../../../statistics/stays.ts';
import type { AskedFigure } from './asked-figure.ts';
import { createLens, type Lens, type LensContext } from './lens.ts';
import type { Matches } from './match-facts.ts';
import { gapsWithin, runningMs } from './outages.ts';
import { createStayBook } from './stay-book.ts';

/** Rows of a site to begin with, in any order. */
export interface SiteRows {
  readonly calls: readonly { readonly call: Call; readonly segments: readonly Segment[] }[];
  readonly status: readonly StatusRow[];
  readonly gaps: readonly Gap[];
  readonly live: readonly LiveCall[];
}
/** What a batch is still new to: rows may be ahead of the calls there are now, or behind. */
export interface Taken {
  readonly rows: boolean;
  readonly live: boolean;
}
export interface SiteFigures {
  /** Keeps these figures from now on, beside those kept already; new ones are filled from what there is. */
  readonly keep: (figures: readonly AskedFigure[]) => void;
  readonly apply: (batch: OutboxBatch, taken?: Taken) => void;
  /** Another configuration: everything is counted anew by it. */
  readonly configure: (config: SiteConfig) => void;
  /**
   * Present values of figures that are kept: as of the newest event, by the site's own clock, or by the platform's clock where that is more
   * than a minute ahead, as nothing was heard since.
   */
  readonly read: (figures: readonly AskedFigure[], clock: number) => FigureReading;
  /**
   * The same figures once for each period of the statistics day so far, by the start of calls, as the report by start time counts them. Only
   * figures that count calls; others have no past to look at.
   */
  readonly series: (figures: readonly AskedFigure[], clock: number) => FigureSeries;
  /** A call of today has no segments although it should have: its rows were read in parts that do not fit together. */
  readonly isTorn: () => boolean;
  /** Calls in memory. */
  readonly calls: () => number;
}
export interface FigureReading {
  /** Epoch ms. */
  readonly asOf: number;
  readonly day: StatisticsDay;
  /** By key of the figure. */
  readonly values: ReadonlyMap<string, FigureValue>;
  /** By how much lengths grow in a millisecond, where they do. */
  readonly growth: ReadonlyMap<string, number>;
  /** Gaps that touch the day so far. */
  readonly gaps: readonly Gap[];
}

export interface FigureSeries {
  /** Epoch ms of the first period; whole periods of `periodMs` follow, the last one goes on. */
  readonly from: number;
  readonly periodMs: number;
  readonly asOf: number;
  /** By key of the figure. */
  readonly values: ReadonlyMap<string, readonly FigureValue[]>;
}

interface Entry {
  call: Call | null;
  readonly segments: Map<number, Segment>;
  live: LiveCall | null;
  counted: boolean;
  today: boolean;
  /** Of calls in progress, which change soon again; of others they are derived anew when needed, as a day has many. */
  facts: readonly Fact[] | null;
  matches: Map<Lens, Matches> | null;
}

/** Rates of lost calls look at their end: a call that rang longer than this before the window is not among them after a restart. */
export const longestRingMs = 4 * 3_600_000;
/** Figures nobody asks for any more go with the next day, or when they are more than these. */
const spareFigures = 2_000;
const second = 1_000;
/** Clocks of sites may differ from the platform's by less than this. */
const quietMs = 60_000;

/** Where a site's rows begin that figures at `now` need. */
export const rowsNeededFrom = (config: SiteConfig, now: number): number =>
  Math.min(
    createStatisticsDay(config.timeZone, config.resetTime)(now).start,
    now - figureSettingsOf(config).callRatePeriodMs - longestRingMs,
  );

/**
 * All live figures of one site: its calls of today with their segments, its status rows, and what the figures make of them, kept as
 * batches come. Only the calls that a batch touches are derived anew; a row replaces the one of the same id, so that a batch applied
 * twice, or rows that were further ahead already, change nothing in the end. Not pure, but a function of what it was given.
 */
export const createSiteFigures = (start: SiteConfig, rows: SiteRows, at: number): SiteFigures => {
  const entries = new Map<string, Entry>();
  const gaps = new Map<string, Gap>(rows.gaps.map((gap) => [gap.gapId, gap]));
  const book = createStayBook();
  const wanted = new Map<string, AskedFigure>();
  let lenses = new Map<string, Lens>();
  let config = start;
  let settings = figureSettingsOf(config, at);
  let dayOf = createStatisticsDay(config.timeZone, config.resetTime);
  let now = at;
  let day = dayOf(now);
  let context: LensContext;

  const entryOf = (id: string): Entry => {
    const known = entries.get(id);
    if (known !== undefined) return known;
    const entry: Entry = { call: null, segments: new Map(), live: null, counted: false, today: false, facts: null, matches: null };
    entries.set(id, entry);
    return entry;
  };
  const factsOf = ({ call, segments }: Entry): readonly Fact[] => (call === null ? [] : deriveFacts(call, [...segments.values()]));

  const uncount = (entry: Entry): void => {
    if (!entry.counted) return;
    entry.counted = false;
    const facts = entry.facts ?? factsOf(entry);
    const segments = entry.matches === null ? [...entry.segments.values()] : [];
    for (const lens of lenses.values())
      lens.changeCall(entry.matches?.get(lens) ?? lens.match(facts, segments), entry.today, entry.live, -1);
  };
  const count = (entry: Entry): void => {
    const { call, live } = entry;
    const facts = factsOf(entry);
    const settled = call !== null && call.endedAt !== null && live === null;
    entry.counted = true;
    entry.today = call !== null && call.startedAt >= day.start;
    entry.facts = settled ? null : facts;
    entry.matches = settled ? null : new Map();
    const segments = [...entry.segments.values()];
    for (const lens of lenses.values()) {
      const matches = lens.match(facts, segments);
      lens.changeCall(matches, entry.today, live, 1);
      entry.matches?.set(lens, matches);
    }
  };
  const fill = (lens: Lens): void => {
    for (const entry of entries.values()) {
      if (!entry.counted) continue;
      const matches = lens.match(entry.facts ?? factsOf(entry), [...entry.segments.values()]);
      lens.changeCall(matches, entry.today, entry.live, 1);
      entry.matches?.set(lens, matches);
    }
    for (const stay of book.current()) lens.changeStay(stay, 1);
  };

  /** No figure of today or of a rate will look at it again. */
  const isPast = ({ call, live }: Entry): boolean => {
    if (live !== null || call === null) return live === null;
    const edge = now - settings.callRatePeriodMs;
    return (
      call.startedAt < day.start &&
      call.startedAt <= edge &&
      (call.endedAt === null ? call.startedAt <= edge - longestRingMs : call.endedAt <= edge)
    );
  };
  const settle = (): void =>
    book.settle((stay, by) => {
      for (const lens of lenses.values()) lens.changeStay(stay, by);
    });
  const today = (): readonly Gap[] => gapsWithin(gaps.values(), day.start, day.end);

  /** Everything anew by the present day and configuration, for the figures that are wanted. */
  const rebuild = (): void => {
    day = dayOf(now);
    // A service level counts from the beginning of a statistics day.
    settings = figureSettingsOf(config, now);
    for (const [id, entry] of entries) if (isPast(entry)) entries.delete(id);
    for (const [id, gap] of gaps) if (gap.endedAt !== null && gap.endedAt <= day.start) gaps.delete(id);
    const { start: from, end: to } = day;
    const known = config;
    context = {
      settings,
      timeZone: config.timeZone,
      dialPlan: config.dialPlan,
      table: createPopulationTable(settings),
      elapsedMs: (until) => runningMs(today(), from, until),
      extensionsOf: (user) => extensionsIn(known, from, to)(user),
    };
    lenses = new Map();
    book.setDay({ start: from, end: to }, usersAt(config));
    book.setGaps(today());
    book.settle(() => undefined);
    for (const entry of entries.values()) {
      entry.counted = false;
      count(entry);
    }
    const figures = [...wanted.values()];
    wanted.clear();
    keep(figures);
  };
  const keep = (figures: readonly AskedFigure[]): void => {
    const added = figures.filter(({ key }) => !wanted.has(key));
    if (added.length === 0) return;
    settle();
    for (const figure of added) wanted.set(figure.key, figure);
    for (const key of new Set(added.map(({ filterKey }) => filterKey))) {
      const before = lenses.get(key);
      const all = [...wanted.values()].filter(({ filterKey }) => filterKey === key);
      const [first] = all;
      if (first === undefined) continue;
      const lens = createLens(first.filter, all, context);
      if (before !== undefined) for (const { matches } of entries.values()) matches?.delete(before);
      lenses.set(key, lens);
      fill(lens);
    }
  };
  const advance = (to: number): void => {
    now = Math.max(now, to);
    if (now >= day.end) rebuild();
  };

  for (const { call, segments } of rows.calls) {
    const entry = entryOf(call.logicalCallId);
    entry.call = call;
    for (const segment of segments) entry.segments.set(segment.segmentNo, segment);
  }
  for (const live of rows.live) entryOf(live.key).live = live;
  for (const row of rows.status) book.put(row);
  rebuild();

  return {
    keep: (figures) => {
      const fresh = figures.filter(({ key }) => !wanted.has(key)).length;
      if (fresh > 0 && wanted.size + fresh > spareFigures) {
        wanted.clear();
        for (const figure of figures) wanted.set(figure.key, figure);
        rebuild();
      } else keep(figures);
    },
    apply: (batch, taken = { rows: true, live: true }) => {
      advance(batch.at);
      const touched = new Map<string, Entry>();
      const touch = (id: string): Entry => {
        const known = touched.get(id);
        if (known !== undefined) return known;
        const entry = entryOf(id);
        uncount(entry);
        touched.set(id, entry);
        return entry;
      };
      for (const emitted of batch.emitted) {
        if (emitted.type === 'live' ? !taken.live : !taken.rows) continue;
        switch (emitted.type) {
          case 'segment':
            touch(emitted.row.logicalCallId).segments.set(emitted.row.segmentNo, emitted.row);
            break;
          case 'segmentRetired': {
            const dot = emitted.segmentId.lastIndexOf('.');
            touch(emitted.segmentId.slice(0, dot)).segments.delete(Number(emitted.segmentId.slice(dot + 1)));
            break;
          }
          case 'call':
            touch(emitted.row.logicalCallId).call = emitted.row;
            break;
          case 'callRetired':
            touch(emitted.was.logicalCallId).call = null;
            break;
          case 'status':
            book.put(emitted.row);
            break;
          case 'gap':
            gaps.set(emitted.gap.gapId, emitted.gap);
            book.setGaps(today());
            break;
          case 'live':
            for (const key of emitted.delta.calls?.gone ?? []) touch(key).live = null;
            for (const call of emitted.delta.calls?.set ?? []) touch(call.key).live = call;
            break;
          case 'directory':
          case 'anomaly':
            break;
        }
      }
      for (const [id, entry] of touched)
        if (isPast(entry) && (entry.call !== null || entry.segments.size === 0)) entries.delete(id);
        else count(entry);
    },
    configure: (next) => {
      if (next === config) return;
      config = next;
      dayOf = createStatisticsDay(config.timeZone, config.resetTime);
      rebuild();
    },
    read: (figures, clock) => {
      advance(clock - now > quietMs ? clock : now);
      settle();
      const values = new Map<string, FigureValue>();
      const growth = new Map<string, number>();
      for (const figure of figures) {
        const lens = lenses.get(figure.filterKey);
        const value = lens?.value(figure, now) ?? null;
        values.set(figure.key, value);
        const { kind } = figure.formula;
        if (typeof value !== 'number' || figure.statistic.unit !== 'ms' || !(isStayFormula(figure.formula) || kind === 'liveLongest'))
          continue;
        const later = lens?.value(figure, now + second) ?? null;
        if (typeof later === 'number' && later > value) growth.set(figure.key, (later - value) / second);
      }
      return { asOf: now, day, values, growth, gaps: gapsWithin(gaps.values(), day.start, now + 1) };
    },
    series: (figures, clock) => {
      advance(clock - now > quietMs ? clock : now);
      const periodMs = settings.callRatePeriodMs;
      const periods = Math.max(1, Math.ceil((now + 1 - day.start) / periodMs));
      const counted = figures.filter(({ formula }) => isFactFormula(formula));
      const values = new Map<string, FigureValue[]>(counted.map(({ key }) => [key, []]));
      for (const filterKey of new Set(counted.map((figure) => figure.filterKey))) {
        const asked = counted.filter((figure) => figure.filterKey === filterKey);
        const [first] = asked;
        if (first === undefined) continue;
        const lenses = Array.from({ length: periods }, () => createLens(first.filter, asked, context));
        for (const entry of entries.values()) {
          if (!entry.today || entry.call === null) continue;
          const lens = lenses[Math.floor((entry.call.startedAt - day.start) / periodMs)];
          lens?.changeCall(lens.match(entry.facts ?? factsOf(entry), [...entry.segments.values()]), true, null, 1);
        }
        for (const lens of lenses) for (const figure of asked) values.get(figure.key)?.push(lens.value(figure, now));
      }
      return { from: day.start, periodMs, asOf: now, values };
    },
    isTorn: () => {
      for (const { call, segments, today: isToday } of entries.values())
        if (isToday && call !== null && call.segmentCount > 0 && segments.size === 0) return true;
      return false;
    },
    calls: () => entries.size,
  };
};
