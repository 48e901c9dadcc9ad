import type { Countable, Population } from '../types/formula.ts';
import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { average } from './call-times-average.ts';
import { narrow, populations as p } from './populations.ts';
import { serviceLevels } from './service-levels.ts';
import * as t from './tests.ts';
import { callTotals, count, type Total, timeTotals } from './totals.ts';

const totals = callColumns('Call Totals', 'count');
const ours = (id: string, name: string, formula: Countable, words: string): Statistic =>
  totals(null, { id, name, formula, words: `Ours: ${words}` });
const whole = ' Unanswered calls and calls never held are in the divisor.';

const averageHold = (id: string, name: string, of: Population, total: Total, divisor: Total): Statistic => {
  const column = average(null, id, name, 'holdMs', of, total, divisor, whole);
  return { ...column, words: `Ours: ${column.words}` };
};

/** Columns the manual has not, or names without having them; marked as ours wherever they are offered (rule set 1 §7, §8.15). */
export const ourColumns: readonly Statistic[] = [
  ours(
    'callsIn',
    'Calls In',
    callTotals.callsIn.formula,
    `number of ${callTotals.callsIn.phrase}: Calls In External + Calls In Internal. Percentages of inbound calls divide by it.`,
  ),
  ours(
    'callsOut',
    'Calls Out',
    callTotals.callsOut.formula,
    `number of ${callTotals.callsOut.phrase}: Calls Out External + Calls Out Internal, the same calls as Calls Outbound.`,
  ),
  ours(
    'callsOutboundDee',
    'Calls Outbound (DEE)',
    count(p.callsOutboundDee),
    'number of outside legs of twinned ringing. They count here and in no other figure.',
  ),
  ours(
    'callsAnsweredWithinTarget',
    'Calls Answered Within Target',
    count(narrow(p.callsInAnsExternal, t.rangWithin({ setting: 'serviceLevelMs' }, 'the service level target'))),
    'number of external inbound calls answered within the service level target of the site.',
  ),
  ours(
    'inferredEnds',
    'Inferred Ends',
    count(p.inferredEnds),
    'number of calls whose end the phone system did not report, so that it was inferred. They count as ended.',
  ),
  averageHold('avgHoldTime', 'Avg Hold Time', p.callsHandled, timeTotals.hold, callTotals.callsHandled),
  averageHold('avgHoldTimeIn', 'Avg Hold Time (In)', p.callsInbound, timeTotals.holdIn, callTotals.callsInbound),
  averageHold('avgHoldTimeOut', 'Avg Hold Time (Out)', p.callsOutbound, timeTotals.holdOut, callTotals.callsOutbound),
  ...serviceLevels,
];
