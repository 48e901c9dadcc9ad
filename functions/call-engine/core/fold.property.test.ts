import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { propertySeed } from '../../../test/property-seed.ts';
import type { CallEvent } from '../../domain/call-event.ts';
import type { Call, Segment } from '../../domain/segment.ts';
import { type SiteConfig, siteConfigSchema } from '../../domain/site-config.ts';
import { liveStateOf } from './live-state.ts';
import { anyEvents } from './testing/arbitrary-events.ts';
import { type Cut, foldInBatches, type Outcome } from './testing/fold-in-batches.ts';
import { type SampleDay, sampleHour } from './testing/sample-days.ts';

const seed = propertySeed;

const noiseConfig = siteConfigSchema.parse({
  id: 'noise',
  devices: [
    { number: '1001', type: 'extension', name: 'Ann' },
    { number: '1002', type: 'extension', name: 'Bob' },
    { number: '1003', type: 'extension', node: '1' },
    { number: '1003', type: 'extension', node: '2' },
    { number: '2000', type: 'huntGroup', name: 'Sales', resetsTimers: true },
    { number: '2001', type: 'huntGroup', personal: true },
    { number: '2500', type: 'application' },
    { number: '2501', type: 'application', notRung: true, notAnswering: true },
    { number: '94101', type: 'trunk' },
    { number: '94102', type: 'trunk' },
    { number: '5001', type: 'agent', name: 'Agent One' },
  ],
  users: [{ id: 'u1', extensions: ['1001'], agents: ['5002'] }],
});

let hours: SampleDay[] = [];
beforeAll(() => {
  hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => sampleHour(n, 120));
});

const cuts = fc.array(fc.record({ size: fc.integer({ min: 1, max: 60 }), repeats: fc.integer({ min: 0, max: 2 }), stored: fc.boolean() }), {
  minLength: 1,
  maxLength: 40,
});

const rowsOf = ({ segments, calls, status }: Outcome): unknown => ({ segments, calls, status });

/** All that must not depend on how events are cut into batches, repeated or stored in between. */
const sameWhateverTheCuts = (events: readonly CallEvent[], config: SiteConfig, plan: readonly Cut[]): void => {
  const whole = foldInBatches(events, config, [{ size: events.length }]);
  const parts = foldInBatches(events, config, plan);
  expect(rowsOf(parts), `seed ${seed}`).toEqual(rowsOf(whole));
  expect(parts.state).toEqual(whole.state);
  expect(parts.live).toEqual(whole.live);
  expect(parts.live).toEqual(liveStateOf(whole.state, config));
};

type Rows = readonly Segment[];

const durationIsWrong = (row: Segment): boolean => {
  if (row.endedAt === null || row.outcome === 'failed') return false;
  const sum = row.ringMs + row.talkMs + row.holdMs;
  const duration = row.endedAt - row.startedAt;
  // A device not having rung has no ring time.
  return sum !== duration && !(row.ringMs === 0 && sum === row.endedAt - (row.answeredAt ?? row.endedAt));
};

/** What is wrong with the rows of one call by rule set 1 §4, §5, §8.7; nothing when all is well. */
const faultsOf = (call: Call | undefined, rows: Rows): string[] => {
  if (call === undefined) return ['segments without a call'];
  const faults: string[] = [];
  for (const row of [call, ...rows]) {
    if (Math.min(row.ringMs, row.talkMs, row.holdMs) < 0) faults.push('negative duration');
    if (row.endedAt !== null && row.endedAt < row.startedAt) faults.push('ends before it starts');
    if ((row.endedAt === null) !== (row.outcome === 'inProgress')) faults.push('in progress and ended');
    if (row.answered !== (row.answeredAt !== null)) faults.push('answered without an instant');
  }
  if (rows.some(durationIsWrong)) faults.push('ring + talk + hold is not the duration');
  if (rows.length !== call.segmentCount) faults.push('not as many segments as counted');
  const lost = rows.filter((row) => row.outcome === 'lost').length;
  if (call.outcome === 'lost' && lost !== 1) faults.push(`${lost} lost segments of a lost call`);
  if (call.callType === 'internal' && lost > 0) faults.push('lost segment of an internal call');
  if ((call.outcome === 'answered') !== call.answered && call.endedAt !== null) faults.push('outcome against answered');
  if (call.endedAt !== null && rows.some((row) => row.endedAt === null)) faults.push('open segment of an ended call');
  return faults;
};

const checkRows = ({ segments, calls }: Outcome): void => {
  const of = new Map<string, Segment[]>();
  for (const id of Object.keys(calls)) of.set(id, []);
  for (const row of Object.values(segments)) {
    const rows = of.get(row.logicalCallId);
    if (rows === undefined) of.set(row.logicalCallId, [row]);
    else rows.push(row);
  }
  for (const [id, rows] of of) {
    const faults = faultsOf(calls[id], rows);
    if (faults.length > 0) expect.fail(`seed ${seed}: ${faults.join('; ')}: ${JSON.stringify({ call: calls[id], rows })}`);
  }
};

describe('the fold over any events a schema lets through', () => {
  const runs = { seed, numRuns: 200 };

  it('never throws, and gives the same rows, state and live objects however they are cut', () => {
    fc.assert(
      fc.property(anyEvents(60), cuts, (events, plan) => sameWhateverTheCuts(events, noiseConfig, plan)),
      runs,
    );
  });

  it('keeps every row consistent', () => {
    fc.assert(
      fc.property(anyEvents(80), (events) => checkRows(foldInBatches(events, noiseConfig, [{ size: 1000 }]))),
      runs,
    );
  });

  it('leaves the state handed in as it was', () => {
    fc.assert(
      fc.property(anyEvents(40), anyEvents(20), (first, second) => {
        const { state } = foldInBatches(first, noiseConfig, [{ size: 1000 }]);
        const before = JSON.stringify(state);
        foldInBatches(second, noiseConfig, [{ size: 1 }]);
        expect(JSON.stringify(state)).toBe(before);
      }),
      { seed, numRuns: 100 },
    );
  });
});

describe('the fold over hours of a simulated PBX', () => {
  it('gives the same rows, state and live objects however the events are cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), cuts, (index, plan) => {
        const hour = hours[index];
        if (hour !== undefined) sameWhateverTheCuts(hour.events, hour.config, plan);
      }),
      { seed, numRuns: 12 },
    );
  });

  it('keeps every row consistent', () => {
    for (const { events, config } of hours) checkRows(foldInBatches(events, config, [{ size: 200 }]));
  });
});
