import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { answeredFamily, lostFamily, ringCategoryColumns } from './ring-categories.ts';
import { type Total, callTotals as t, timeTotals } from './totals.ts';

const totals = callColumns("Report's Call Totals (%)", 'percentage');
const times = callColumns("Report's Call Times (%)", 'percentage');

/** This row's figure over the sum of it over all printed rows, all pages (rule set 1 §8.14). */
const shareOf = (total: Total) => ({
  formula: { kind: 'shareOfReport', of: total.formula } as const,
  words: `${total.name} of this row ÷ the same added up over all rows of the report: its share of the ${total.phrase}.`,
});
const share = (entry: number, line: number, id: string, name: string, total: Total): Statistic =>
  totals([entry, line], { id, name, ...shareOf(total) });
const time = (entry: number, line: number, id: string, total: Total): Statistic =>
  times([entry, line], { id, name: `% Of All ${total.name}`, ...shareOf(total) });
const bucket = (title: string) => ({ idPrefix: 'percentOfAll', namePrefix: '% Of All ', title });

/** Manual 12.2.14 and 12.2.15. */
export const reportShareColumns: readonly Statistic[] = [
  share(204, 18111, 'percentOfAllCallsAnswered', '% Of All Calls Answered', t.callsAnswered),
  share(205, 18119, 'percentOfAllCallsExternal', '% Of All Calls External', t.callsExternal),
  share(206, 18127, 'percentOfAllCallsHandled', '% Of All Calls Handled', t.callsHandled),
  share(207, 18135, 'percentOfAllCallsIn', '% Of All Calls In', t.callsIn),
  share(208, 18143, 'percentOfAllCallsInAns', '% Of All Calls In Ans', t.callsInAns),
  share(209, 18152, 'percentOfAllCallsInAnsExt', '% Of All Calls In Ans Ext', t.callsInAnsExternal),
  share(210, 18162, 'percentOfAllCallsInAnsInt', '% Of All Calls In Ans Int', t.callsInAnsInternal),
  share(211, 18172, 'percentOfAllCallsInCompleted', '% Of All Calls In Completed', t.callsInCompleted),
  share(212, 18181, 'percentOfAllCallsInExt', '% Of All Calls In Ext', t.callsInExternal),
  share(213, 18190, 'percentOfAllCallsInInt', '% Of All Calls In Int', t.callsInInternal),
  share(214, 18199, 'percentOfAllCallsInRefused', '% Of All Calls In Refused', t.callsInRefused),
  share(215, 18208, 'percentOfAllCallsInternal', '% Of All Calls Internal', t.callsInternal),
  share(216, 18216, 'percentOfAllCallsLost', '% Of All Calls Lost', t.callsLost),
  share(217, 18224, 'percentOfAllCallsMatched', '% Of All Calls Matched', t.callsMatched),
  share(218, 18231, 'percentOfAllCallsNotMatched', '% Of All Calls Not Matched', t.callsNotMatched),
  share(219, 18240, 'percentOfAllCallsOut', '% Of All Calls Out', t.callsOut),
  share(220, 18248, 'percentOfAllCallsOutAns', '% Of All Calls Out Ans', t.callsOutAns),
  share(221, 18257, 'percentOfAllCallsOutAnsExt', '% Of All Calls Out Ans Ext', t.callsOutAnsExternal),
  share(222, 18267, 'percentOfAllCallsOutAnsInt', '% Of All Calls Out Ans Int', t.callsOutAnsInternal),
  share(223, 18277, 'percentOfAllCallsOutCompleted', '% Of All Calls Out Completed', t.callsOutCompleted),
  share(224, 18286, 'percentOfAllCallsOutExt', '% Of All Calls Out Ext', t.callsOutExternal),
  share(225, 18295, 'percentOfAllCallsOutInt', '% Of All Calls Out Int', t.callsOutInternal),
  share(226, 18304, 'percentOfAllCallsOverflowedIn', '% Of All Calls Overflowed In', t.callsOverflowedIn),
  share(227, 18313, 'percentOfAllCallsOverflowedOut', '% Of All Calls Overflowed Out', t.callsOverflowedOut),
  share(228, 18322, 'percentOfAllCallsTransferredIn', '% Of All Calls Transferred In', t.callsTransferredIn),
  share(229, 18331, 'percentOfAllCallsTransferredOut', '% Of All Calls Transferred Out', t.callsTransferredOut),
  share(230, 18340, 'percentOfAllCallsWithCli', '% Of All Calls With CLI', t.callsWithCli),
  share(231, 18349, 'percentOfAllDdiCalls', '% Of All DDI Calls', t.ddiCalls),
  share(232, 18356, 'percentOfAllShortCalls', '% Of All Short Calls', t.shortCalls),
  share(233, 18364, 'percentOfAllUnreturnedLostCalls', '% Of All Unreturned Lost Calls', t.unreturnedLostCalls),
  ...ringCategoryColumns(times, [234, 18381], answeredFamily, bucket('Ans'), shareOf),
  ...ringCategoryColumns(times, [235, 18398], lostFamily, bucket('Lost'), shareOf),
  time(236, 18415, 'percentOfAllTotalCallTime', timeTotals.call),
  time(237, 18424, 'percentOfAllTotalHoldTime', timeTotals.hold),
  time(238, 18433, 'percentOfAllTotalRingTime', timeTotals.ring),
  time(239, 18442, 'percentOfAllTotalTalkTime', timeTotals.talk),
];
