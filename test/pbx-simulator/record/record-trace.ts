import { createPbx } from '../pbx/pbx.ts';
import { findProfile } from '../profiles/find-profile.ts';
import { withSecondNode } from '../profiles/gateway.ts';
import { createRandom } from '../random.ts';
import { scheduleScenario } from '../scenarios/run-scenario.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createVirtualClock } from '../virtual-clock.ts';
import type { PortSettings } from '../wire/port-state.ts';
import { type RecordedLine, recordLines } from './recorder.ts';
import { traceHeader, traceLine } from './trace-lines.ts';

export interface TraceOptions extends Partial<PortSettings> {
  /** Stretches (above 1) or compresses the recorded instants; the PBX's behaviour does not change. */
  timeScale?: number;
  seed?: number | string;
  /** First instant; default Monday 2026-03-02 09:00:00 UTC. */
  startAt?: number;
}

export const defaultTraceStart = Date.UTC(2026, 2, 2, 9);

/** Plays a scenario on a virtual clock. @returns what a client would have sent and received. */
export const playScenario = (scenario: Scenario, options: TraceOptions = {}): RecordedLine[] => {
  const startAt = options.startAt ?? defaultTraceStart;
  const base = findProfile(scenario.profile ?? 'harbour');
  const profile = options.gateway === true ? withSecondNode(base) : base;
  const clock = createVirtualClock(startAt);
  const settings = { shuffleCopies: options.seed !== undefined, ...scenario.settings };
  const pbx = createPbx({ profile, clock, random: createRandom(options.seed ?? 1), settings });
  const lines: RecordedLine[] = [];
  scenario.setup?.(pbx);
  const stop = recordLines(pbx, clock, options, (line) => lines.push(line));
  clock.runUntil(startAt + 1_000);
  const length = scheduleScenario(pbx, scenario);
  clock.runUntil(startAt + 1_000 + length);
  stop();
  const scale = options.timeScale ?? 1;
  return scale === 1 ? lines : lines.map((l) => ({ ...l, at: startAt + Math.round((l.at - startAt) * scale) }));
};

/** The scenario as a trace file: header, then a line a message. Same seed, same bytes; without a seed copies keep their natural order. */
export const recordTrace = (scenario: Scenario, options: TraceOptions = {}): string[] => {
  const profile = findProfile(scenario.profile ?? 'harbour');
  const shown = options.gateway === true ? withSecondNode(profile) : profile;
  return [traceHeader(shown, `scenario-${scenario.name}`), ...playScenario(scenario, options).map(traceLine)];
};
