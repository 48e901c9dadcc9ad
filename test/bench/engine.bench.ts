import { loadavg } from 'node:os';
import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import type { CallEvent } from '../../functions/domain/call-event.ts';
import type { SiteConfig } from '../../functions/domain/site-config.ts';
import { generateDay, profileSiteConfig } from '../pbx-simulator/index.ts';
import { eventsOf } from '../replay/replay-trace.ts';

const firstDay = Date.UTC(2026, 2, 2);
const dayMs = 86_400_000;
const callsPerHour = 400;
const rounds = 5;
const sizes = [500, 100, 20, 1] as const;
const limits = { 500: 200_000, 100: 100_000, 20: 60_000, 1: 10_000 } as const;

/** Site days of an office with 20 extensions, 11 agents and 12 lines, through the agent's own translator, until there are enough events. */
const siteDays = (config: SiteConfig, wanted: number): { events: CallEvent[]; days: number; lines: number } => {
  const events: CallEvent[] = [];
  let days = 0;
  let lines = 0;
  for (; events.length < wanted; days++) {
    const messages = [...generateDay({ seed: days + 1, callsPerHour, startAt: firstDay + days * dayMs, profile: 'harbour' })].map(
      ({ at, line }) => ({ at, rx: line, tx: null }),
    );
    lines += messages.length;
    const from = events.length;
    for (const event of eventsOf({ link: 'bench', config, messages, diagnostics: [] }))
      events.push({
        ...event,
        seq: (event.seq + from) as CallEvent['seq'],
        copyOf: event.copyOf === null ? null : ((event.copyOf + from) as CallEvent['seq']),
      });
  }
  return { events, days, lines };
};

interface Folded {
  readonly calls: number;
  readonly emitted: number;
  /** Characters of the state as JSON, largest after any batch of the round that measures it. */
  readonly stateChars: number;
}

const foldAll = (events: readonly CallEvent[], config: SiteConfig, size: number, measureState = false): Folded => {
  let state = initialEngineState(config.id);
  let emitted = 0;
  let calls = 0;
  let stateChars = 0;
  for (let from = 0; from < events.length; from += size) {
    const result = foldEvents(state, events.slice(from, from + size), config);
    state = result.state;
    emitted += result.emitted.length;
    for (const one of result.emitted) if (one.type === 'call' && one.row.endedAt !== null && one.was?.endedAt == null) calls++;
    if (measureState) stateChars = Math.max(stateChars, JSON.stringify(state).length);
  }
  return { calls, emitted, stateChars };
};

/** The least anything that passes events on can do: read each from JSON and write it again. */
const copyAsJson = (texts: readonly string[]): number => {
  let chars = 0;
  for (const text of texts) chars += JSON.stringify(JSON.parse(text)).length;
  return chars;
};

const median = (numbers: readonly number[]): number => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const perSecond = (count: number, work: () => void): number => {
  const from = performance.now();
  work();
  return Math.round((count / (performance.now() - from)) * 1000);
};

/** Events per second of the fold by size of batch, next to one event at a time and to a bare copy of the same events as JSON. */
export async function run(args: readonly string[] = []): Promise<Record<string, unknown>> {
  const wanted = Number(args[0] ?? 100_000);
  const config = profileSiteConfig('harbour');
  const { events, days, lines } = siteDays(config, wanted);
  const texts = events.map((event) => JSON.stringify(event));
  const { calls, emitted, stateChars } = foldAll(events, config, 500, true);
  const measured: Record<string, { eventsPerSecond: number; callsPerSecond: number; rounds: number[]; limit: number; reached: boolean }> =
    {};
  for (const size of sizes) {
    const runs: number[] = [];
    for (let round = 0; round < rounds; round++) runs.push(perSecond(events.length, () => foldAll(events, config, size)));
    const eventsPerSecond = median(runs);
    const callsPerSecond = Math.round((eventsPerSecond * calls) / events.length);
    measured[size] = { eventsPerSecond, callsPerSecond, rounds: runs, limit: limits[size], reached: eventsPerSecond >= limits[size] };
  }
  const copies: number[] = [];
  for (let round = 0; round < rounds; round++) copies.push(perSecond(events.length, () => copyAsJson(texts)));
  const jsonCopiesPerSecond = median(copies);
  return {
    events: events.length,
    lines,
    siteDays: days,
    /** Other work on the machine makes the figures smaller: waiting for a core counts. */
    loadAverage: Number((loadavg()[0] ?? 0).toFixed(1)),
    calls,
    emitted,
    largestStateChars: stateChars,
    batches: measured,
    jsonCopiesPerSecond,
    batchOf500ToSingle: Number(((measured[500]?.eventsPerSecond ?? 0) / (measured[1]?.eventsPerSecond ?? 1)).toFixed(1)),
    batchOf500ToJsonCopy: Number(((measured[500]?.eventsPerSecond ?? 0) / jsonCopiesPerSecond).toFixed(2)),
  };
}
