import type { Call } from '../../domain/segment.ts';
import type { StatisticsDay } from '../../domain/statistics-day.ts';
import { baseScope, type FigureSettings, findStatistic, type Population, populations } from '../../statistics/catalogue.ts';
import { deriveFacts } from '../../statistics/facts.ts';
import { createPopulationTable } from '../../statistics/formulas.ts';

/**
 * Sums over the calls that started in one statistics day. `answered`, `lost`, `answeredWithinTarget`, `talkMs` and `ringMsAnswered` are of
 * the inbound external calls; `inProgress` counts calls of all kinds that have not ended. Talk counts when the call has ended.
 */
export interface Totals {
  readonly day: string;
  readonly callsInbound: number;
  readonly answered: number;
  readonly lost: number;
  readonly callsOutbound: number;
  readonly callsInternal: number;
  readonly inProgress: number;
  readonly answeredWithinTarget: number;
  readonly talkMs: number;
  readonly ringMsAnswered: number;
}
type Sums = Omit<Totals, 'day'>;

const noSums: Sums = {
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
export const emptyTotals = (day: string): Totals => ({ day, ...noSums });

export type Share = (row: Call) => Sums;

const withinTarget = ((): Population => {
  const formula = findStatistic('callsAnsweredWithinTarget')?.formula;
  if (formula?.kind !== 'count') throw new Error('the catalogue counts calls answered within target no more');
  return formula.of;
})();

/**
 * What one call row adds, by the catalogue's populations over the whole call: what the report `inboundCallSummary` and the same statistics
 * of calls count, leaving out what the site ignores. Further trunks of a call are no calls of their own here.
 */
export const createShare = (settings: FigureSettings): Share => {
  const table = createPopulationTable(settings);
  const registered = (of: Population): number => table.register([...baseScope(settings), ...of]);
  const numbers = {
    callsInbound: registered(populations.callsInbound),
    answered: registered(populations.callsInAnsExternal),
    lost: registered(populations.callsLost),
    callsOutbound: registered(populations.callsOutExternal),
    callsInternal: registered(populations.callsInternal),
    inProgress: registered([{ when: { not: { present: 'endedAt' } }, otherwise: 'ended' }]),
    answeredWithinTarget: registered(withinTarget),
  };
  return (row) => {
    const fact = deriveFacts(row, []).find(({ grain }) => grain === 'call');
    if (fact === undefined) return noSums;
    table.load(fact, false);
    const inside = table.inside();
    const counts = Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, inside[number] ?? 0])) as Record<
      keyof typeof numbers,
      number
    >;
    return { ...counts, talkMs: counts.answered * (fact.talkMs ?? 0), ringMsAnswered: counts.answered * (fact.ringMs ?? 0) };
  };
};

const plus = (totals: Totals, share: Sums, sign: 1 | -1): Totals => ({
  day: totals.day,
  callsInbound: totals.callsInbound + sign * share.callsInbound,
  answered: totals.answered + sign * share.answered,
  lost: totals.lost + sign * share.lost,
  callsOutbound: totals.callsOutbound + sign * share.callsOutbound,
  callsInternal: totals.callsInternal + sign * share.callsInternal,
  inProgress: totals.inProgress + sign * share.inProgress,
  answeredWithinTarget: totals.answeredWithinTarget + sign * share.answeredWithinTarget,
  talkMs: totals.talkMs + sign * share.talkMs,
  ringMsAnswered: totals.ringMsAnswered + sign * share.ringMsAnswered,
});

/** Replaces what `was` added by what `row` adds; rows of other days add nothing. */
export const countCall = (
  totals: Totals,
  row: Call | null,
  was: Call | null,
  dayOf: (at: number) => StatisticsDay,
  shareOf: Share,
): Totals => {
  const counts = (call: Call | null): call is Call => call !== null && dayOf(call.startedAt).day === totals.day;
  const without = counts(was) ? plus(totals, shareOf(was), -1) : totals;
  return counts(row) ? plus(without, shareOf(row), 1) : without;
};

/** Totals as they stand at `at`: zero when a new statistics day has begun. A clock that goes back never brings yesterday back. */
export const totalsAt = (totals: Totals, at: number, dayOf: (at: number) => StatisticsDay): Totals => {
  const { day } = dayOf(at);
  return day > totals.day ? emptyTotals(day) : totals;
};
