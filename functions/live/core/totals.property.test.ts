import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureSettingsOf, findStatistic, findTemplate, populations } from '../../statistics/catalogue.ts';
import { deriveFacts } from '../../statistics/facts.ts';
import { evaluate, type FactFormula, isFactFormula } from '../../statistics/formulas.ts';
import { createDayRules } from '../day-rules.ts';
import { createKeptRows } from '../testing/kept-rows.ts';
import { sampleSite } from '../testing/sample-batches.ts';
import { emptyModel, evolveModel } from './live-model.ts';
import { scopeOf } from './site-figures/asked-figure.ts';

const startAt = Date.UTC(2026, 2, 2, 9);
const wholeCalls = findTemplate('site');
const summary = (id: string): FactFormula => {
  const formula = findStatistic(id)?.formula;
  if (formula === undefined || !isFactFormula(formula)) throw new Error(`no statistic ${id}`);
  return formula;
};
/** Each of the totals as a figure of the catalogue over whole calls. */
const figures: Readonly<Record<string, FactFormula>> = {
  callsInbound: summary('callsInbound'),
  answered: summary('callsInAnsExternal'),
  lost: summary('callsLost'),
  callsOutbound: summary('callsOutExternal'),
  callsInternal: summary('callsInternal'),
  answeredWithinTarget: summary('callsAnsweredWithinTarget'),
  talkMs: { kind: 'sum', field: 'talkMs', of: populations.callsInAnsExternal },
  ringMsAnswered: { kind: 'sum', field: 'ringMs', of: populations.callsInAnsExternal },
};

test('the totals of boards are the catalogue’s figures over the calls of the day, with all their segments', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 1, max: 30 }), fc.boolean(), (seed, size, ignoreAbandoned) => {
      const { config, batches } = sampleSite({
        seed,
        callsPerHour: 80,
        hours: 1,
        startAt,
        resetTime: '09:30',
        size: () => size,
        settings: { ignoreAbandoned },
      });
      const rules = createDayRules()(config);
      const settings = figureSettingsOf(config);
      if (wholeCalls === null) throw new Error('no template of the site');
      const kept = createKeptRows();
      let model = emptyModel;
      batches.forEach((batch, i) => {
        kept.apply(batch);
        model = evolveModel(model, batch, rules).model;
        if (i % Math.ceil(batches.length / 5) !== 0 && i !== batches.length - 1) return;
        const facts = kept
          .rows()
          .calls.filter(({ call }) => call.startedAt >= rules.dayOf(batch.at).start)
          .flatMap(({ call, segments }) => deriveFacts(call, segments));
        const context = { settings, unreturned: () => false, now: batch.at, timeZone: config.timeZone };
        const scope = scopeOf({ ...wholeCalls, grains: ['call'] }, settings);
        const inScope = facts.filter((fact) =>
          scope.every((one) => evaluate({ kind: 'count', of: [one] }, { ...context, facts: [fact] }) === 1),
        );
        const wanted = Object.fromEntries(
          Object.entries(figures).map(([name, formula]) => [name, evaluate(formula, { ...context, facts: inScope })]),
        );
        expect(model.totals).toMatchObject({ ...wanted, inProgress: inScope.filter(({ endedAt }) => endedAt === null).length });
      });
    }),
    { numRuns: 4, endOnFailure: true },
  );
}, 180_000);
