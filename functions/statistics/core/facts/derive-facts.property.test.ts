import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldInBatches } from '../../../call-engine/core/testing/fold-in-batches.ts';
import { sampleHour } from '../../../call-engine/core/testing/sample-days.ts';
import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { deriveFacts } from './derive-facts.ts';
import { callRow, segmentRow } from './testing/build-rows.ts';

interface Case {
  readonly call: Call;
  readonly segments: readonly Segment[];
}

/** Calls of two simulated hours, the last of them still running. */
const simulated: readonly Case[] = [1, 3].flatMap((seed) => {
  const day = sampleHour(seed, 120);
  const outcome = foldInBatches(day.events, day.config, [{ size: 200 }]);
  const segments = Object.values(outcome.segments);
  return Object.values(outcome.calls).map((call) => ({
    call,
    segments: segments.filter((segment) => segment.logicalCallId === call.logicalCallId),
  }));
});

const text = (...values: readonly string[]) => fc.constantFrom(null, ...values);

/** Rows that no engine would write together: totality and uniqueness must not depend on its care. */
const oddSegment = (segmentNo: number): fc.Arbitrary<Segment> =>
  fc
    .record({
      from: fc.nat({ max: 60 }),
      ring: fc.nat({ max: 30 }),
      talk: fc.option(fc.nat({ max: 90 })),
      open: fc.boolean(),
      extension: text('1001', '1002'),
      huntGroup: text('2000', '2001', 'DEE'),
      trunk: text('94101', '94102', '94103'),
      direction: fc.constantFrom('in' as const, 'out' as const),
      transferredFrom: text('1001'),
      overflowedFrom: text('2000'),
      dee: fc.boolean(),
      outcome: fc.constantFrom('refused' as const, 'diverted' as const, 'overflowed' as const, 'lost' as const),
    })
    .map(({ from, ring, talk, open, outcome, ...more }) => {
      const answer = talk === null ? null : from + ring;
      const to = open ? null : from + ring + (talk ?? 0);
      const ended = answer === null ? outcome : ('answered' as const);
      return segmentRow(segmentNo, { from, answer, to }, { ...more, outcome: open ? 'inProgress' : ended });
    });

const oddCase: fc.Arbitrary<Case> = fc
  .record({
    size: fc.nat({ max: 6 }),
    callType: fc.constantFrom('external' as const, 'internal' as const),
    direction: fc.constantFrom('in' as const, 'out' as const),
    trunk: text('94101'),
    trunk2: text('94102'),
    otherTrunks: fc.subarray(['94103', '94102']),
    callingExtension: text('1003'),
  })
  .chain(({ size, callType, ...more }) =>
    fc.tuple(...Array.from({ length: size }, (_, index) => oddSegment(index + 1))).map((segments) => {
      const rows = segments.map((segment) => ({ ...segment, callType }));
      const answers = rows.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [answeredAt]));
      const ended = rows.every(({ endedAt }) => endedAt !== null);
      const answered = answers.length > 0;
      const base = callRow({ from: 0, answer: answered ? 5 : null, to: ended ? 90 : null });
      return { call: { ...base, callType, ...more, segmentCount: size }, segments: rows };
    }),
  );

const anyCase = fc.oneof(fc.constantFrom(...simulated), oddCase);
const byId = (facts: readonly Fact[]): readonly Fact[] => [...facts].sort((a, b) => (a.factId < b.factId ? -1 : 1));

describe('facts of any call', () => {
  test('the simulation has calls of every kind', () => {
    expect(simulated.length).toBeGreaterThan(150);
    expect(new Set(simulated.map(({ call }) => call.outcome)).size).toBeGreaterThanOrEqual(4);
    expect(simulated.some(({ call }) => call.callType === 'internal')).toBe(true);
  });

  test('ids are unique; the order of segments does not matter', () => {
    fc.assert(
      fc.property(
        anyCase.chain((one) => fc.tuple(fc.constant(one), fc.shuffledSubarray([...one.segments], { minLength: one.segments.length }))),
        ([{ call, segments }, shuffled]) => {
          const facts = deriveFacts(call, segments);
          expect(new Set(facts.map(({ factId }) => factId)).size).toBe(facts.length);
          expect(byId(deriveFacts(call, shuffled))).toEqual(byId(facts));
        },
      ),
    );
  });

  test('one row for the call, one a segment, one or more a group, one at most for who made it', () => {
    fc.assert(
      fc.property(anyCase, ({ call, segments }) => {
        const facts = deriveFacts(call, segments);
        const count = (grain: Fact['grain']) => facts.filter((fact) => fact.grain === grain).length;
        expect(count('call')).toBe(1);
        expect(count('leg')).toBe(segments.length);
        const groups = (of: readonly { readonly huntGroup: string | null }[]) => new Set(of.map(({ huntGroup }) => huntGroup));
        const visits = facts.filter(({ grain }) => grain === 'visit');
        const asked = segments.filter(({ huntGroup, direction }) => huntGroup !== null && huntGroup !== 'DEE' && direction === 'in');
        for (const group of groups(asked)) expect(groups(visits)).toContain(group);
        expect(visits.length).toBeLessThanOrEqual(segments.filter(({ huntGroup }) => huntGroup !== null && huntGroup !== 'DEE').length);
        expect(count('originator')).toBeLessThanOrEqual(call.callType === 'internal' ? 1 : 0);
        if (call.callType === 'internal') expect(count('trunk')).toBe(0);
      }),
    );
  });

  test('an external inbound call is exactly one of answered, lost, failed and in progress', () => {
    for (const { call, segments } of simulated) {
      const [fact] = deriveFacts(call, segments);
      if (fact === undefined || fact.callType !== 'external' || fact.side !== 'in') continue;
      const ended = fact.endedAt !== null;
      const is = [ended && fact.answered, fact.outcome === 'lost', fact.outcome === 'failed', fact.outcome === 'inProgress'];
      expect(is.filter(Boolean)).toHaveLength(1);
      expect(fact.endedAt === null).toBe(fact.outcome === 'inProgress');
    }
  });

  test('no row is both answered and lost, none that runs is completed, all times of ended rows are known', () => {
    fc.assert(
      fc.property(anyCase, ({ call, segments }) => {
        for (const fact of deriveFacts(call, segments)) {
          if (fact.grain === 'call' || fact.grain === 'originator') continue;
          expect(fact.answered && fact.outcome === 'lost').toBe(false);
          expect(fact.deeOutside && fact.outcome === 'lost').toBe(false);
          const withoutSegments = fact.grain === 'trunk' && !segments.some(({ trunk }) => trunk === fact.trunk);
          if (withoutSegments) continue;
          expect(fact.endedAt === null && fact.completed).toBe(false);
          expect(fact.talkMs === null).toBe(fact.endedAt === null);
          expect(fact.ringMs === null).toBe(fact.endedAt === null && !fact.answered);
        }
      }),
    );
  });

  test('ring + talk + hold of a leg is its call time, and its duration unless it did not count as rung', () => {
    for (const { call, segments } of simulated)
      for (const fact of deriveFacts(call, segments)) {
        if (fact.grain !== 'leg' || fact.callMs === null || fact.endedAt === null) continue;
        expect((fact.ringMs ?? 0) + (fact.talkMs ?? 0) + (fact.holdMs ?? 0)).toBe(fact.callMs);
        if (fact.rang) expect(fact.callMs).toBe(fact.endedAt - fact.startedAt);
      }
  });

  test('the visits of a group have the talk, hold and answers of its legs, and none rings longer than it lasts', () => {
    fc.assert(
      fc.property(anyCase, ({ call, segments }) => {
        const facts = deriveFacts(call, segments);
        const sum = (of: readonly Fact[], field: 'talkMs' | 'holdMs') => of.reduce((total, fact) => total + (fact[field] ?? 0), 0);
        const visits = facts.filter(({ grain }) => grain === 'visit');
        for (const group of new Set(visits.map(({ huntGroup }) => huntGroup))) {
          const legs = facts.filter((fact) => fact.grain === 'leg' && fact.huntGroup === group && !fact.deeOutside);
          const own = visits.filter(({ huntGroup }) => huntGroup === group);
          expect(own.some(({ answered }) => answered)).toBe(legs.some(({ answered }) => answered));
          if (own.some(({ endedAt }) => endedAt === null)) continue;
          expect(sum(own, 'talkMs')).toBe(sum(legs, 'talkMs'));
          expect(sum(own, 'holdMs')).toBe(sum(legs, 'holdMs'));
        }
        for (const visit of visits) {
          if (visit.endedAt === null || visit.ringMs === null) continue;
          expect(visit.ringMs).toBeLessThanOrEqual((visit.answeredAt ?? visit.endedAt) - visit.startedAt);
          expect(visit.ringMs).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test('the call lasts at most the sum of its legs, at least its longest answered one', () => {
    fc.assert(
      fc.property(anyCase, ({ call, segments }) => {
        const [whole, ...facts] = deriveFacts(call, segments);
        const legs = facts.filter(({ grain }) => grain === 'leg');
        if (whole?.callMs == null || legs.length === 0) return;
        expect(whole.callMs).toBeLessThanOrEqual(legs.reduce((sum, leg) => sum + (leg.callMs ?? 0), 0));
        expect(whole.callMs).toBeGreaterThanOrEqual(Math.max(...legs.map((leg) => (leg.answered ? (leg.callMs ?? 0) : 0))));
      }),
    );
  });
});
