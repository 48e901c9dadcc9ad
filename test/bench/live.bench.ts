import { loadavg } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import type { OutboxBatch } from '../../functions/domain/engine-output.ts';
import { epochMs } from '../../functions/domain/ids.ts';
import { type AskedFigure, askedFigure } from '../../functions/live/core/site-figures/asked-figure.ts';
import { createSiteFigures } from '../../functions/live/core/site-figures/site-figures.ts';
import { statistics } from '../../functions/statistics/catalogue.ts';
import type { FilterSpec } from '../../functions/statistics/filters.ts';
import { isStayFormula } from '../../functions/statistics/formulas.ts';
import { generateDay, profileSiteConfig } from '../pbx-simulator/index.ts';
import { eventsOf } from '../replay/replay-trace.ts';

const hourMs = 3_600_000;
const startAt = Date.UTC(2026, 2, 2, 3);
const wantedPairs = 1_000;
const eventsPerBatch = 20;
const target = 2_000;
/** Batches after which values are read, as for a push: 2,000 events a second in batches of 20 are 100 batches, and boards are told 4 times. */
const readEvery = 25;

interface Published {
  readonly batch: OutboxBatch;
  readonly events: number;
}

/** What the engine publishes of one hour of a site, at whatever load the simulator can bear; told again and again as later hours of the day. */
const publishedHour = (
  callsPerHour: number,
): { readonly published: readonly Published[]; readonly events: number; readonly calls: number } => {
  const config = profileSiteConfig('harbour');
  const messages = [...generateDay({ seed: 7, callsPerHour, hours: 1, day: 'flat', profile: 'harbour', startAt })];
  const events = eventsOf({
    link: 'bench',
    config,
    messages: messages.map(({ at, line }) => ({ at, rx: line, tx: null })),
    diagnostics: [],
  });
  const published: Published[] = [];
  const calls = new Set<string>();
  let state = initialEngineState(config.id);
  for (let from = 0; from < events.length; from += eventsPerBatch) {
    const some = events.slice(from, from + eventsPerBatch);
    const folded = foldEvents(state, some, config);
    state = folded.state;
    for (const one of folded.emitted) if (one.type === 'call') calls.add(one.row.logicalCallId);
    const at = epochMs(Math.max(...some.map((event) => event.at)));
    published.push({
      batch: { v: 1, tenant: 'bench', site: config.id, n: published.length + 1, at, emitted: folded.emitted },
      events: some.length,
    });
  }
  return { published, events: events.length, calls: calls.size };
};

/**
 * The same hour as the `round`th stretch of the day, drawn together to the length of a stretch so that all of them fit into the day one after
 * the other, with calls and changes of their own.
 */
const again = ({ batch }: Published, round: number, stretchMs: number): OutboxBatch => {
  const instants = new Set(['at', 'startedAt', 'answeredAt', 'endedAt', 'since', 'waitingSince']);
  const ids = new Set(['logicalCallId', 'segmentId', 'statusId', 'key', 'replacedBy', 'gapId']);
  const isCall = (value: string): boolean => value.includes('-');
  const text = JSON.stringify(batch, (key, value: unknown) => {
    if (typeof value === 'number' && instants.has(key))
      return Math.floor(startAt + ((value - startAt) * stretchMs) / hourMs) + round * stretchMs;
    if (typeof value === 'string' && (ids.has(key) || key === 'call') && isCall(value)) {
      const dot = value.lastIndexOf('.');
      return key === 'segmentId' && dot > 0 ? `${value.slice(0, dot)}r${round}${value.slice(dot)}` : `${value}r${round}`;
    }
    return value;
  });
  return JSON.parse(text) as OutboxBatch;
};

/** Distinct (statistic, filter) pairs as boards have them: the site, its groups, its people; 50 filters of 20 statistics. */
const pairs = (): readonly AskedFigure[] => {
  const config = profileSiteConfig('harbour');
  const numbers = (type: string): readonly string[] => config.devices.filter((device) => device.type === type).map(({ number }) => number);
  const filters: readonly (readonly [string, FilterSpec])[] = [
    ['site', {}],
    ['site', { direction: 'in' }],
    ['site', { outsideNumber: '07%' }],
    ...numbers('huntGroup').map((huntGroup) => ['callsByHuntGroup', { huntGroup }] as const),
    ...numbers('agent').map((agent) => ['callsByAgent', { agent }] as const),
    ...numbers('extension').map((extension) => ['callsByExtension', { extension }] as const),
    ...numbers('trunk').map((trunk) => ['callsByTrunk', { trunk }] as const),
    ...numbers('extension').map((extension) => ['site', { extension, callType: 'external' }] as const),
  ];
  const found = new Map<string, AskedFigure>();
  const live = statistics.filter((one) => one.live && one.formula.kind !== 'clock');
  const perFilter = Math.ceil(wantedPairs / Math.min(50, filters.length));
  for (const [i, [template, filter]] of filters.slice(0, 50).entries()) {
    let taken = 0;
    for (let j = 0; taken < perFilter && j < live.length; j++) {
      const statistic = live[(i * 17 + j * 7) % live.length];
      const figure = statistic === undefined ? null : askedFigure({ statistic: statistic.id, template, filter });
      if (figure === null || !('key' in figure) || found.has(figure.key) || found.size >= wantedPairs) continue;
      found.set(figure.key, figure);
      taken += 1;
    }
  }
  return [...found.values()];
};

const percentile = (sorted: readonly number[], part: number): number =>
  Number((sorted[Math.floor((sorted.length - 1) * part)] ?? 0).toFixed(3));
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const memoryMiB = (): number => {
  collect();
  return Math.round(process.memoryUsage().heapUsed / 2 ** 20);
};

/** Events a second that one core keeps 1,000 figures up with, at the day's start and after many calls. */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const wantedCalls = Number(args[0] ?? 100_000);
  const config = { ...profileSiteConfig('harbour'), resetTime: '02:00' };
  const hour = publishedHour(400);
  const figures = pairs();
  const rounds = Math.ceil(wantedCalls / hour.calls);
  const stretch = Math.min(hourMs, Math.floor((20 * hourMs) / rounds));
  const before = memoryMiB();
  const site = createSiteFigures(config, { calls: [], status: [], gaps: [], live: [] }, startAt);
  site.keep(figures);
  let values = 0;
  const phase = (from: number, to: number) => {
    const times: number[] = [];
    let events = 0;
    let total = 0;
    for (let round = from; round < to; round++) {
      for (const [i, one] of hour.published.entries()) {
        const batch = again(one, round, stretch);
        const start = performance.now();
        site.apply(batch);
        if (i % readEvery === 0) values += site.read(figures, batch.at).values.size;
        const took = performance.now() - start;
        times.push(took);
        total += took;
        events += one.events;
      }
    }
    times.sort((a, b) => a - b);
    return {
      calls: site.calls(),
      eventsPerSecond: Math.round((events / total) * 1000),
      batchMs: { p50: percentile(times, 0.5), p99: percentile(times, 0.99), longest: percentile(times, 1) },
    };
  };
  const measured = Math.min(12, Math.max(1, Math.floor(rounds / 4)));
  phase(0, Math.min(3, rounds));
  const first = phase(Math.min(3, rounds), Math.min(3, rounds) + measured);
  phase(Math.min(3, rounds) + measured, rounds - measured);
  const last = phase(rounds - measured, rounds);
  const after = memoryMiB();
  const startReading = performance.now();
  const late = askedFigure({ statistic: 'callsLost', template: 'site', filter: { ddi: '%1' } });
  if ('key' in late) site.keep([late]);
  const newFilterMs = Math.round(performance.now() - startReading);
  return {
    figures: figures.length,
    filters: new Set(figures.map(({ filterKey }) => filterKey)).size,
    statistics: new Set(figures.map(({ statistic }) => statistic.id)).size,
    overStays: figures.filter(({ formula }) => isStayFormula(formula)).length,
    eventsPerBatch,
    valuesRead: values,
    /** Other work on the machine makes the figures smaller: waiting for a core counts. */
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)),
    start: first,
    end: last,
    endToStart: Number((last.eventsPerSecond / first.eventsPerSecond).toFixed(2)),
    memoryMiB: { before, after, bytesPerCall: Math.round(((after - before) * 2 ** 20) / site.calls()) },
    newFilterMs,
    limit: target,
    reached: first.eventsPerSecond >= target && last.eventsPerSecond >= target,
  };
}
