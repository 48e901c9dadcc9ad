import { describe, expect, test } from 'vitest';
import { makeCall, makeLiveCall } from '../../call-history/testing/rows.ts';
import type { Emitted, OutboxBatch } from '../../domain/engine-output.ts';
import { durationMs, epochMs } from '../../domain/ids.ts';
import type { Call } from '../../domain/segment.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createStatisticsDay } from '../../domain/statistics-day.ts';
import { figureSettingsOf } from '../../statistics/catalogue.ts';
import { emptyModel, evolveModel, type LiveModel } from './live-model.ts';
import { createShare, totalsAt } from './totals.ts';

const morning = Date.parse('2026-03-02T09:00:00.000Z');
const rules = {
  dayOf: createStatisticsDay('Europe/London', '02:00'),
  shareOf: createShare(figureSettingsOf(siteConfigSchema.parse({ devices: [] }))),
};
const batch = (n: number, emitted: readonly Emitted[], at = morning): OutboxBatch => ({
  v: 1,
  tenant: 'bakery',
  site: 'harbour',
  n,
  at: epochMs(at),
  emitted,
});
const call = (row: Call, was: Call | null = null): Emitted => ({ type: 'call', row, was });
const run = (...batches: readonly OutboxBatch[]): LiveModel =>
  batches.reduce((model, one) => evolveModel(model, one, rules).model, emptyModel);

const ringing = makeCall({ named: morning });
const answered = makeCall({ named: morning }, { answered: true, answeredAt: epochMs(morning + 8_000), ringMs: durationMs(8_000) });
const ended = { ...answered, outcome: 'answered', endedAt: epochMs(morning + 68_000), talkMs: durationMs(60_000) } as const;
const zero = {
  callsInbound: 0,
  answered: 0,
  lost: 0,
  callsOutbound: 0,
  callsInternal: 0,
  inProgress: 0,
  answeredWithinTarget: 0,
  talkMs: 0,
  ringMsAnswered: 0,
};

describe("today's totals", () => {
  test('follow a call from ringing to its end, counting it once', () => {
    const first = run(batch(1, [call(ringing)]));
    expect(first.totals).toEqual({ ...zero, day: '2026-03-02', callsInbound: 1, inProgress: 1 });
    const second = evolveModel(first, batch(2, [call(answered, ringing)]), rules).model;
    expect(second.totals).toEqual({
      ...zero,
      day: '2026-03-02',
      callsInbound: 1,
      inProgress: 1,
      answered: 1,
      answeredWithinTarget: 1,
      ringMsAnswered: 8_000,
    });
    const third = evolveModel(second, batch(3, [call(ended, answered)]), rules).model;
    expect(third.totals).toEqual({
      ...zero,
      day: '2026-03-02',
      callsInbound: 1,
      answered: 1,
      answeredWithinTarget: 1,
      ringMsAnswered: 8_000,
      talkMs: 60_000,
    });
  });

  test('tell lost, outbound and internal calls apart', () => {
    const over = { endedAt: epochMs(morning + 1_000) };
    const model = run(
      batch(1, [
        call(makeCall({ named: morning, pbxCallId: 'a' }, { ...over, outcome: 'lost' })),
        call(makeCall({ named: morning, pbxCallId: 'b' }, { ...over, direction: 'out', outcome: 'answered', answered: true })),
        call(makeCall({ named: morning, pbxCallId: 'c' }, { ...over, callType: 'internal', outcome: 'unanswered' })),
        call(makeCall({ named: morning, pbxCallId: 'd' }, { ...over, outcome: 'answered', answered: true, ringMs: durationMs(10_001) })),
      ]),
    );
    expect(model.totals).toEqual({
      ...zero,
      day: '2026-03-02',
      callsInbound: 2,
      answered: 1,
      lost: 1,
      callsOutbound: 1,
      callsInternal: 1,
      ringMsAnswered: 10_001,
    });
  });

  test('forget a call that was absorbed by another', () => {
    expect(run(batch(1, [call(ended)]), batch(2, [{ type: 'callRetired', was: ended, replacedBy: null }])).totals).toEqual({
      ...zero,
      day: '2026-03-02',
    });
  });

  test('start again at the reset; a call of yesterday that ends today counts nowhere today', () => {
    const night = Date.parse('2026-03-03T02:00:05.000Z');
    const model = run(batch(1, [call(answered)]), batch(2, [call(ended, answered)], night));
    expect(model.totals).toEqual({ ...zero, day: '2026-03-03' });
  });

  test('a clock that goes back does not bring yesterday back', () => {
    const model = run(batch(1, [call(ended)]), batch(2, [], morning - 86_400_000));
    expect(model.totals).toMatchObject({ day: '2026-03-02', callsInbound: 1 });
  });

  test('read after midnight without any event, they are those of the new day', () => {
    const { totals } = run(batch(1, [call(ended)]));
    expect(totalsAt(totals, Date.parse('2026-03-03T01:59:59Z'), rules.dayOf)).toBe(totals);
    expect(totalsAt(totals, Date.parse('2026-03-03T02:00:00Z'), rules.dayOf)).toEqual({ ...zero, day: '2026-03-03' });
  });
});

describe('the live model', () => {
  const liveCall = makeLiveCall({ named: morning });
  const live: Emitted = { type: 'live', delta: { at: epochMs(morning), calls: { set: [liveCall] } } };
  const gap = {
    gapId: 'g1',
    siteId: 'harbour',
    cause: 'linkDown',
    link: 'l',
    node: null,
    startedAt: epochMs(morning),
    endedAt: null,
    detail: null,
  } as const;

  test('says what changed: objects, totals only when they did, open gaps only when they did', () => {
    expect(evolveModel(emptyModel, batch(1, [live]), rules).delta).toEqual({
      at: morning,
      totals: { ...zero, day: '2026-03-02' },
      calls: { set: [liveCall] },
    });
    const before = run(batch(1, [live]));
    expect(evolveModel(before, batch(2, [{ type: 'gap', gap }]), rules).delta).toEqual({ at: morning, gaps: [gap] });
    const open = evolveModel(before, batch(2, [{ type: 'gap', gap }]), rules).model;
    expect(evolveModel(open, batch(3, [{ type: 'gap', gap: { ...gap, endedAt: epochMs(morning + 1) } }]), rules).delta).toEqual({
      at: morning,
      gaps: [],
    });
  });

  test('a batch that boards need not know of has no delta, and the chain goes on from the one before', () => {
    const before = run(batch(1, [live]));
    const { model, delta } = evolveModel(before, batch(2, []), rules);
    expect(delta).toBeNull();
    expect(model).toMatchObject({ n: 2, deltaN: 1 });
  });
});
