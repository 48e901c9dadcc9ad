import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { answeredFamily, lostFamily, ringCategoryColumns } from './ring-categories.ts';
import { callTotals, type Total, timeTotals as t } from './totals.ts';

const column = callColumns('Call Times (%)', 'percentage');
const percent = { idPrefix: 'percent', namePrefix: '% ' };
const ofInbound = (part: Total) => ({
  formula: { kind: 'ratio', part: part.formula, whole: callTotals.callsInbound.formula } as const,
  words: `${part.name} ÷ Calls Inbound: ${part.phrase}, out of all ${callTotals.callsInbound.phrase}.`,
});
const ofCallTime = (entry: number, line: number, id: string, part: Total): Statistic =>
  column([entry, line], {
    id,
    name: `% ${part.name}`,
    formula: { kind: 'ratio', part: part.formula, whole: t.call.formula },
    words: `${part.name} ÷ Total Call Time: ${part.phrase}, out of the ${t.call.phrase}.`,
  });

/** Manual 12.2.3. */
export const callTimePercentColumns: readonly Statistic[] = [
  ...ringCategoryColumns(column, [67, 17068], answeredFamily, percent, ofInbound),
  ...ringCategoryColumns(column, [68, 17081], lostFamily, percent, ofInbound),
  ofCallTime(69, 17094, 'percentTotalHoldTime', t.hold),
  ofCallTime(70, 17101, 'percentTotalRingTime', t.ring),
  ofCallTime(71, 17108, 'percentTotalTalkTime', t.talk),
];
