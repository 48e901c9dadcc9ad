import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeCall, makeLiveCall } from '../../call-history/testing/rows.ts';
import type { Emitted, OutboxBatch } from '../../domain/engine-output.ts';
import { durationMs, epochMs } from '../../domain/ids.ts';
import { applyLiveDelta } from '../../domain/live.ts';
import type { Call } from '../../domain/segment.ts';
import { siteConfigSchema } from '../../domain/site-config.ts';
import { createStatisticsDay } from '../../domain/statistics-day.ts';
import { figureSettingsOf } from '../../statistics/catalogue.ts';
import { emptyModel, evolveModel } from './live-model.ts';
import { mergeDeltas, type SiteDelta } from './site-delta.ts';
import { countCall, createShare, emptyTotals } from './totals.ts';

const start = Date.parse('2026-03-02T22:00:00.000Z');
const rules = {
  dayOf: createStatisticsDay('UTC', '02:00'),
  shareOf: createShare(figureSettingsOf(siteConfigSchema.parse({ devices: [] }))),
};

/** Steps of a small world of five calls over a reset: each publishes a call anew, or takes it away. */
const steps = fc.array(
  fc.record({
    id: fc.integer({ min: 0, max: 4 }),
    hour: fc.integer({ min: 0, max: 8 }),
    answered: fc.boolean(),
    ended: fc.boolean(),
    direction: fc.constantFrom('in', 'out'),
    ring: fc.integer({ min: 0, max: 20_000 }),
    retire: fc.boolean(),
  }),
  { maxLength: 30 },
);

const rowOf = (step: { id: number; answered: boolean; ended: boolean; direction: 'in' | 'out'; ring: number }): Call =>
  makeCall(
    { pbxCallId: `c${step.id}`, named: start + step.id * 3_600_000 },
    {
      direction: step.direction,
      answered: step.answered,
      ringMs: durationMs(step.ring),
      talkMs: durationMs(step.ended ? 5_000 : 0),
      endedAt: step.ended ? epochMs(start + 1) : null,
      outcome: step.ended ? (step.answered ? 'answered' : 'lost') : 'inProgress',
    },
  );

/** Batches as an engine would publish them, with the rows as they stood before. */
const batchesOf = (
  plan: readonly (Parameters<typeof rowOf>[0] & { hour: number; retire: boolean })[],
): { batches: OutboxBatch[]; rows: Map<number, Call> } => {
  const rows = new Map<number, Call>();
  let at = start;
  const batches = plan.map((step, i): OutboxBatch => {
    // Nothing is known of a call before it starts.
    at = Math.max(at, start + Math.max(step.hour, step.id) * 3_600_000);
    const was = rows.get(step.id) ?? null;
    const row = rowOf(step);
    const key = row.logicalCallId;
    const emitted: Emitted[] = [];
    if (step.retire && was !== null) {
      rows.delete(step.id);
      emitted.push({ type: 'callRetired', was, replacedBy: null }, { type: 'live', delta: { at: epochMs(at), calls: { gone: [key] } } });
    } else {
      rows.set(step.id, row);
      emitted.push(
        { type: 'call', row, was },
        {
          type: 'live',
          delta: {
            at: epochMs(at),
            calls: { set: [makeLiveCall({ pbxCallId: `c${step.id}`, named: start + step.id * 3_600_000 }, { segmentCount: i })] },
          },
        },
      );
    }
    return { v: 1, tenant: 'bakery', site: 'harbour', n: i + 1, at: epochMs(at), emitted };
  });
  return { batches, rows };
};

test('totals kept step by step equal a count from scratch of the rows of the day', () => {
  fc.assert(
    fc.property(steps, (plan) => {
      const { batches, rows } = batchesOf(plan);
      const model = batches.reduce((before, batch) => evolveModel(before, batch, rules).model, emptyModel);
      if (batches.length === 0) return;
      const scratch = [...rows.values()].reduce(
        (totals, row) => countCall(totals, row, null, rules.dayOf, rules.shareOf),
        emptyTotals(model.totals.day),
      );
      expect(model.totals).toEqual(scratch);
    }),
  );
});

test('applying deltas one by one, merged in any split, or twice, gives the same boards', () => {
  fc.assert(
    fc.property(steps, fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (plan, cuts) => {
      const deltas: SiteDelta[] = [];
      const model = batchesOf(plan).batches.reduce((before, batch) => {
        const step = evolveModel(before, batch, rules);
        if (step.delta !== null) deltas.push(step.delta);
        return step.model;
      }, emptyModel);
      const groups: SiteDelta[][] = [];
      for (const [i, delta] of deltas.entries()) {
        if (i === 0 || cuts[i] === true) groups.push([]);
        groups.at(-1)?.push(delta);
      }
      let board = emptyModel.live;
      let totals = emptyModel.totals;
      for (const group of groups) {
        const merged = mergeDeltas(group);
        for (const delta of [merged, merged]) {
          board = applyLiveDelta(board, delta);
          totals = delta.totals ?? totals;
        }
      }
      expect(board.calls).toEqual(model.live.calls);
      if (deltas.length > 0) expect(totals).toEqual(model.totals);
    }),
  );
});
