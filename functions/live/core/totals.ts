import type { Call } from '../../domain/segment.ts';
import type { StatisticsDay } from '../../domain/statistics-day.ts';

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

export const emptyTotals = (day: string): Totals => ({
  day,
  callsInbound: 0,
  answered: 0,
  lost: 0,
  callsOutbound: 0,
  callsInternal: 0,
  inProgress: 0,
  answeredWithinTarget: 0,
  talkMs: 0,
  ringMsAnswered: 0,
});

const one = (condition: boolean): number => (condition ? 1 : 0);

/** What one call row adds. */
const shareOf = (row: Call, targetMs: number): Sums => {
  const inbound = row.callType === 'external' && row.direction === 'in';
  const answered = inbound && row.answered;
  return {
    callsInbound: one(inbound),
    answered: one(answered),
    lost: one(inbound && row.outcome === 'lost'),
    callsOutbound: one(row.callType === 'external' && row.direction === 'out'),
    callsInternal: one(row.callType === 'internal'),
    inProgress: one(row.outcome === 'inProgress' || row.endedAt === null),
    answeredWithinTarget: one(answered && row.ringMs <= targetMs),
    talkMs: answered && row.endedAt !== null ? row.talkMs : 0,
    ringMsAnswered: answered ? row.ringMs : 0,
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
  targetMs: number,
): Totals => {
  const counts = (call: Call | null): call is Call => call !== null && dayOf(call.startedAt).day === totals.day;
  const without = counts(was) ? plus(totals, shareOf(was, targetMs), -1) : totals;
  return counts(row) ? plus(without, shareOf(row, targetMs), 1) : without;
};

/** Totals as they stand at `at`: zero when a new statistics day has begun. A clock that goes back never brings yesterday back. */
export const totalsAt = (totals: Totals, at: number, dayOf: (at: number) => StatisticsDay): Totals => {
  const { day } = dayOf(at);
  return day > totals.day ? emptyTotals(day) : totals;
};
