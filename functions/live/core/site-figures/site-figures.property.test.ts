import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SiteConfig } from '../../../domain/site-config.ts';
import { createStatisticsDay } from '../../../domain/statistics-day.ts';
import { figureSettingsOf, statistics } from '../../../statistics/catalogue.ts';
import { deriveFacts, type Fact } from '../../../statistics/facts.ts';
import { type FilterSpec, segmentMatches } from '../../../statistics/filters.ts';
import { evaluate, type FigureValue, isFactFormula, isStayFormula, verdict } from '../../../statistics/formulas.ts';
import { cutStays, deriveStays, extensionsIn, type Stay, usersAt } from '../../../statistics/stays.ts';
import { createKeptRows } from '../../testing/kept-rows.ts';
import { sampleSite } from '../../testing/sample-batches.ts';
import { type AskedFigure, askedFigure, scopeOf } from './asked-figure.ts';
import { runningMs } from './outages.ts';
import { createSiteFigures, type SiteRows } from './site-figures.ts';

const startAt = Date.UTC(2026, 2, 2, 9);
const specs: Readonly<Record<string, readonly FilterSpec[]>> = {
  site: [{}, { huntGroup: '2000-2999' }, { direction: 'out' }, { outsideNumber: '0%7%' }],
  callsByExtension: [{}, { extension: '1001-1005' }, { callType: 'internal', direction: 'out' }],
  callsByHuntGroup: [{ huntGroup: '2000-2002,!2001' }, { answered: true }, { shortCall: false }],
  callsByAgent: [{}, { agent: '4001-4003' }],
  callsByUser: [{}, { userName: '%a%' }],
  callsByTrunk: [{ trunk: '94001-94006' }],
  callsByTelephoneNumber: [{ direction: 'in', shortCall: true }],
  inboundCallSummary: [{}, { extension: '1001-1010', ring: { from: 5_000, to: null } }],
};
const isAsked = (figure: ReturnType<typeof askedFigure>): figure is AskedFigure => 'key' in figure;
/** Every figure that can stand on a board, on several templates and filters. */
const everyFigure: readonly (AskedFigure & { readonly spec: FilterSpec })[] = Object.entries(specs).flatMap(([template, filters]) =>
  filters.flatMap((spec) =>
    statistics.flatMap(({ id }) => {
      const figure = askedFigure({ statistic: id, template, filter: spec });
      return isAsked(figure) ? [{ ...figure, spec }] : [];
    }),
  ),
);

const asksShort = ({ filter }: AskedFigure): boolean | undefined =>
  filter.tests.flatMap((test) => (test.kind === 'row' ? [test.value] : []))[0];

const picked = (figure: AskedFigure, call: SiteRows['calls'][number], facts: readonly Fact[], config: SiteConfig): readonly Fact[] => {
  const matching = (seenFrom?: 'device' | 'caller') =>
    call.segments.filter((s) =>
      segmentMatches(figure.filter, s, { dialPlan: config.dialPlan, ...(seenFrom === undefined ? {} : { seenFrom }) }),
    );
  if (figure.filter.tests.length === 0) return facts;
  const device = matching('device');
  const { shortCallMs } = figureSettingsOf(config);
  return facts.filter((fact) => {
    const isShort = fact.answered && fact.endedAt !== null && (fact.talkMs ?? 0) + (fact.holdMs ?? 0) < shortCallMs;
    if (asksShort(figure) !== undefined && asksShort(figure) !== isShort) return false;
    if (fact.grain === 'leg') return device.some(({ segmentNo }) => segmentNo === fact.segmentNo);
    if (fact.grain === 'visit') return device.some(({ huntGroup }) => huntGroup === fact.huntGroup);
    if (fact.grain === 'originator') return matching('caller').some(({ callType }) => callType === 'internal');
    return matching().length > 0;
  });
};
/** Written out once more, without the text matcher: numbers and names of the filters above only. */
const namesStay = ({ extension, agent, userName }: FilterSpec, stay: Stay): boolean => {
  const inRange = (range: string): boolean => {
    const [from = '', to = ''] = range.split('-');
    return Number(stay.number) >= Number(from) && Number(stay.number) <= Number(to);
  };
  if (userName !== undefined && stay.userName?.toLowerCase().includes('a') !== true) return false;
  if (stay.subject === 'agent') return agent === undefined || inRange(agent);
  return extension === undefined || inRange(extension);
};

/** The figure by its definition, from all rows there are. */
const defined = (
  figure: AskedFigure & { readonly spec: FilterSpec },
  rows: SiteRows,
  pickedFacts: readonly Fact[],
  stays: readonly Stay[],
  config: SiteConfig,
  now: number,
): FigureValue => {
  const { formula, template } = figure;
  const settings = figureSettingsOf(config);
  const day = createStatisticsDay(config.timeZone, config.resetTime)(now);
  const context = { settings, unreturned: () => false };
  const scope = scopeOf(template, settings);
  const facts =
    isStayFormula(formula) && formula.kind !== 'stayShare'
      ? []
      : pickedFacts
          .filter((fact) => !(isFactFormula(formula) || isStayFormula(formula)) || fact.callStartedAt >= day.start)
          .filter((fact) => verdict(scope, fact, context) === null);
  const calls = rows.live.filter(({ key }) => {
    const call = rows.calls.find((one) => one.call.logicalCallId === key);
    if (asksShort(figure) === true) return false;
    return (
      figure.filter.tests.length === 0 ||
      call?.segments.some((s) => segmentMatches(figure.filter, s, { dialPlan: config.dialPlan })) === true
    );
  });
  const keyOf = (stay: Stay): string | null =>
    template.stays === 'agent'
      ? stay.subject === 'agent'
        ? stay.number
        : null
      : stay.subject !== 'extension'
        ? null
        : template.stays === 'user'
          ? stay.userId
          : template.stays === null
            ? null
            : stay.number;
  const own = isStayFormula(formula)
    ? cutStays(stays, { from: day.start, to: day.end, now }).filter((stay) => keyOf(stay) !== null && namesStay(figure.spec, stay))
    : [];
  const keys = new Set([
    ...own.map(keyOf),
    ...facts.map((fact) => (template.key.by === 'none' || template.key.by === 'time' ? null : fact[template.key.by])),
  ]);
  const extensions = [...keys].reduce(
    (sum, key) => sum + (key === null ? 0 : template.stays === 'user' ? extensionsIn(config, day.start, day.end)(key) : 1),
    0,
  );
  return evaluate(formula, {
    ...context,
    facts,
    calls,
    stays: own,
    stayContext: {
      row: template.stays === 'agent' ? 'agent' : 'extension',
      elapsedMs: () => runningMs(rows.gaps, day.start, now),
      extensions: () => extensions,
      unlicensedAgents: () => 0,
    },
    now,
    timeZone: config.timeZone,
  });
};

const expectSame = (figure: AskedFigure, kept: FigureValue | undefined, value: FigureValue): void => {
  const same =
    typeof kept === 'number' && typeof value === 'number'
      ? Math.abs(kept - value) <= 1e-9 * Math.max(1, Math.abs(value))
      : Object.is(kept, value);
  if (!same) expect([figure.key, kept]).toEqual([figure.key, value]);
};

test('every live statistic equals its definition over the same rows, at any moment, over a reset', () => {
  let compared = 0;
  let filled = 0;
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 4, maxLength: 8 }),
      fc.boolean(),
      (seed, sizes, ignoreAbandoned) => {
        let turn = 0;
        const size = (): number => sizes[turn++ % sizes.length] ?? 1;
        const site = sampleSite({
          seed,
          callsPerHour: 60,
          hours: 2,
          startAt,
          resetTime: '10:20',
          size,
          settings: { ignoreAbandoned, callRatePeriodMinutes: 30 },
        });
        const { config, batches } = site;
        const kept = createKeptRows();
        const figures = createSiteFigures(config, kept.rows(), startAt);
        const some = everyFigure.filter((_, i) => (i * 7919 + seed) % 11 === 0);
        const late = some.filter((_, i) => i % 2 === 1);
        figures.keep(some.filter((_, i) => i % 2 === 0));
        const checks = new Set([0.3, 0.68, 0.74, 1].map((part) => Math.floor(batches.length * part) - 1));
        const asked = Math.floor(batches.length / 4);
        batches.forEach((batch, i) => {
          kept.apply(batch);
          figures.apply(batch);
          // What comes twice changes nothing.
          if (i % 5 === 0) figures.apply(batch);
          if (i === asked) figures.keep(late);
          if (!checks.has(i)) return;
          const rows = kept.rows();
          const { values, asOf } = figures.read(some, batch.at);
          const facts = new Map(rows.calls.map(({ call, segments }) => [call.logicalCallId, deriveFacts(call, segments)]));
          const day = createStatisticsDay(config.timeZone, config.resetTime)(asOf);
          const stays = deriveStays(
            rows.status.filter(({ at }) => at >= day.start),
            rows.gaps,
            usersAt(config),
          );
          const byFilter = new Map<string, readonly Fact[]>();
          for (const figure of some) {
            const picks =
              byFilter.get(figure.filterKey) ??
              rows.calls.flatMap((call) => picked(figure, call, facts.get(call.call.logicalCallId) ?? [], config));
            byFilter.set(figure.filterKey, picks);
            const value = defined(figure, rows, picks, stays, config, asOf);
            expectSame(figure, values.get(figure.key), value);
            compared += 1;
            if (value !== null && value !== 0) filled += 1;
          }
        });
      },
    ),
    { numRuns: 2, endOnFailure: true },
  );
  // Enough of them say something.
  expect(filled / compared).toBeGreaterThan(0.25);
}, 180_000);
