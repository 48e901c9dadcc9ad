import { createPbx } from '../pbx/pbx.ts';
import type { PbxProfile } from '../pbx/profile.ts';
import { findProfile } from '../profiles/find-profile.ts';
import { withSecondNode } from '../profiles/gateway.ts';
import { createRandom } from '../random.ts';
import { createTraffic } from '../traffic/traffic.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import type { PortSettings } from '../wire/port-state.ts';
import { type RecordedLine, recordLines } from './recorder.ts';
import { traceHeader, traceLine } from './trace-lines.ts';

export interface DayOptions extends Partial<PortSettings> {
  seed?: number | string;
  callsPerHour?: number;
  /** Length of the day generated; default 24, from `startAt`. */
  hours?: number;
  /** Stop making calls after so many. */
  maxCalls?: number;
  profile?: string | PbxProfile;
  /** First instant; default Monday 2026-03-02 00:00 UTC. */
  startAt?: number;
  /** `office` (default) follows working hours, `flat` does not. */
  day?: 'office' | 'flat';
  /** Also yield what the client sent, marked `tx`. */
  includeCommands?: boolean;
}

export const defaultDayStart = Date.UTC(2026, 2, 2);

const profileOf = (options: DayOptions): PbxProfile => {
  const profile = findProfile(options.profile ?? 'harbour');
  return options.gateway === true && profile.nodes.length === 1 ? withSecondNode(profile) : profile;
};

/** A day of traffic as a client would receive it, start-up included, as fast as the machine can; nothing is kept of what was yielded. */
export function* generateDay(options: DayOptions = {}): Generator<RecordedLine, void, undefined> {
  const startAt = options.startAt ?? defaultDayStart;
  const endAt = startAt + (options.hours ?? 24) * 3_600_000;
  const clock = createVirtualClock(startAt);
  const random = createRandom(options.seed ?? 1);
  const pbx = createPbx({ profile: profileOf(options), clock, random: random.fork('pbx') });
  const traffic = createTraffic(pbx, random.fork('traffic'), {
    callsPerHour: options.callsPerHour ?? 60,
    day: options.day ?? 'office',
    maxCalls: options.maxCalls ?? null,
  });
  let lines: RecordedLine[] = [];
  const stop = recordLines(pbx, clock, options, (line) => {
    if (line.direction === 'rx' || options.includeCommands === true) lines.push(line);
  });
  traffic.start();
  const drained = (): boolean => traffic.stats.offered >= (options.maxCalls ?? Number.POSITIVE_INFINITY) && pbx.calls.size === 0;
  for (;;) {
    if (lines.length > 0) {
      const ready = lines;
      lines = [];
      yield* ready;
    }
    const next = clock.nextAt();
    if (next === null || next > endAt || drained()) break;
    clock.step();
  }
  stop();
}

/** The same as a trace file, line by line. */
export function* generateDayTrace(options: DayOptions = {}): Generator<string, void, undefined> {
  yield traceHeader(profileOf(options), `day-${options.seed ?? 1}`);
  for (const line of generateDay({ includeCommands: true, ...options })) yield traceLine(line);
}
