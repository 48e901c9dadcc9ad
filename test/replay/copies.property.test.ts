import { describe, expect, it } from 'vitest';
import { createCopyMerger } from '../../edge-agent/protocol/oai/copy-merger.ts';
import { parseOaiLine } from '../../edge-agent/protocol/oai/line.ts';
import { isRejected } from '../../edge-agent/protocol/oai/line-context.ts';
import { isSocketCode, neutralEvent } from '../../edge-agent/protocol/oai/neutral-event.ts';
import { foldEvents, initialEngineState } from '../../functions/call-engine/core/fold-events.ts';
import { finalRowsOf } from '../../functions/call-engine/core/testing/final-rows.ts';
import { type CallEvent, callEventSchema, type UnnumberedEvent } from '../../functions/domain/call-event.ts';
import { epochMs } from '../../functions/domain/ids.ts';
import { generateDay, playScenario, profileSiteConfig, type RecordedLine, scenarios } from '../pbx-simulator/index.ts';

const tickAfterMs = 600;

/** The lines of a single-node site as events, one a line, with a tick after every pause; copies stand side by side unless merged. */
const eventsOf = (lines: readonly RecordedLine[], profile: string, merged: boolean): CallEvent[] => {
  const site = profileSiteConfig(profile);
  const known = new Set(site.devices.map((d) => d.number));
  const node = site.nodes[0]?.id ?? '1';
  const merger = createCopyMerger();
  const events: CallEvent[] = [];
  const add = (event: UnnumberedEvent, copyOf: number | null): void => {
    events.push(callEventSchema.parse({ ...event, link: 'copies', seq: events.length + 1, copyOf }));
  };
  let last = 0;
  for (const { at, line, direction } of lines) {
    if (direction !== 'rx') continue;
    if (events.length > 0 && at - last >= tickAfterMs) add({ kind: 'tick', v: 1, at: epochMs(at), node, resync: null }, null);
    last = at;
    const parsed = parseOaiLine(line);
    if (parsed.type !== 'event' || isSocketCode(parsed.code) || parsed.resync !== null) continue;
    const event = neutralEvent(parsed, {
      at: epochMs(at),
      monitored: null,
      nodeOfDevice: () => node,
      isDevice: (number) => known.has(number),
    });
    if (isRejected(event)) continue;
    if (!merged) add(event, null);
    else {
      const passed = merger.push(event, events.length);
      if (passed !== null) add(passed.event, passed.copyOfIndex === null ? null : passed.copyOfIndex + 1);
    }
  }
  add({ kind: 'tick', v: 1, at: epochMs(last + 10_000), node, resync: null }, null);
  return events;
};

const rowsOf = (lines: readonly RecordedLine[], profile: string, merged = true) => {
  const site = profileSiteConfig(profile);
  const { segments, calls, status } = finalRowsOf(foldEvents(initialEngineState(site.id), eventsOf(lines, profile, merged), site).emitted);
  return { segments, calls, status };
};

const singleNode = Object.values(scenarios).filter((s) => (s.profile ?? 'harbour') !== 'mill');

describe('copies of one event (rule set 1 §4)', () => {
  it.each(singleNode.map((s) => [s.name, s] as const))('%s: the same rows in any order of the copies', (_, scenario) => {
    const profile = scenario.profile ?? 'harbour';
    const natural = rowsOf(playScenario(scenario, { seed: 1 }), profile);
    for (let seed = 2; seed <= 6; seed++) expect(rowsOf(playScenario(scenario, { seed }), profile)).toEqual(natural);
  });

  it.each(singleNode.map((s) => [s.name, s] as const))('%s: the same rows when nobody merges the copies', (_, scenario) => {
    const profile = scenario.profile ?? 'harbour';
    for (let seed = 1; seed <= 4; seed++) {
      const lines = playScenario(scenario, { seed });
      expect(rowsOf(lines, profile, false)).toEqual(rowsOf(lines, profile));
    }
  });

  it.each([3, 4])('a day of traffic, seed %i: the same rows when nobody merges the copies', (seed) => {
    const lines = [...generateDay({ seed, callsPerHour: 120, maxCalls: 150, startAt: Date.UTC(2026, 2, 2, 8) })];
    const merged = rowsOf(lines, 'harbour');
    const raw = rowsOf(lines, 'harbour', false);
    expect(raw.segments).toEqual(merged.segments);
    expect(raw.calls).toEqual(merged.calls);
    expect(raw.status).toEqual(merged.status);
    expect(merged.calls.length).toBeGreaterThan(100);
  });
});
