import type { Statistic } from '../types/statistic.ts';
import { callColumns } from './call-column.ts';
import { type Total, callTotals as t } from './totals.ts';

const column = callColumns('Call Totals (%)', 'percentage');
const percent = (entry: number, line: number, id: string, name: string, part: Total, whole: Total, note = ''): Statistic =>
  column([entry, line], {
    id,
    name,
    formula: { kind: 'ratio', part: part.formula, whole: whole.formula },
    words: `${part.name} ÷ ${whole.name}: ${part.phrase}, out of ${whole.phrase}.${note}`,
  });

const asPrinted = ' Divided by this as the manual prints it.';
/** Manual 12.2.8; the denominators as printed (rule set 1 §7, ⚠17). */
export const callTotalPercentColumns: readonly Statistic[] = [
  percent(167, 17794, 'percentCallsInAns', '% Calls In Ans', t.callsInAns, t.callsIn),
  percent(168, 17801, 'percentCallsInAnsExt', '% Calls In Ans Ext', t.callsInAnsExternal, t.callsInExternal),
  percent(169, 17809, 'percentCallsInAnsInt', '% Calls In Ans Int', t.callsInAnsInternal, t.callsInInternal),
  percent(170, 17817, 'percentCallsInCompleted', '% Calls In Completed', t.callsInCompleted, t.callsIn),
  percent(171, 17824, 'percentCallsInExt', '% Calls In Ext', t.callsInExternal, t.callsIn),
  percent(172, 17831, 'percentCallsInInt', '% Calls In Int', t.callsInInternal, t.callsIn),
  percent(173, 17838, 'percentCallsInRefused', '% Calls In Refused', t.callsInRefused, t.callsIn),
  percent(174, 17845, 'percentCallsInbound', '% Calls Inbound', t.callsInbound, t.callsHandled),
  percent(175, 17851, 'percentCallsInternal', '% Calls Internal', t.callsInternal, t.callsHandled),
  percent(176, 17857, 'percentCallsLost', '% Calls Lost', t.callsLost, t.callsInExternal),
  percent(177, 17863, 'percentCallsMatched', '% Calls Matched', t.callsMatched, t.callsExternal),
  percent(178, 17869, 'percentCallsNotMatched', '% Calls Not Matched', t.callsNotMatched, t.callsExternal),
  percent(179, 17876, 'percentCallsOutAns', '% Calls Out Ans', t.callsOutAns, t.callsOut),
  percent(180, 17883, 'percentCallsOutAnsExt', '% Calls Out Ans Ext', t.callsOutAnsExternal, t.callsOutExternal),
  percent(181, 17890, 'percentCallsOutAnsInt', '% Calls Out Ans Int', t.callsOutAnsInternal, t.callsOutInternal),
  percent(182, 17898, 'percentCallsOutCompleted', '% Calls Out Completed', t.callsOutCompleted, t.callsOut),
  percent(183, 17905, 'percentCallsOutExt', '% Calls Out Ext', t.callsOutExternal, t.callsOut),
  percent(184, 17912, 'percentCallsOutInt', '% Calls Out Int', t.callsOutInternal, t.callsOut),
  percent(185, 17919, 'percentCallsOutbound', '% Calls Outbound', t.callsOutbound, t.callsHandled),
  percent(186, 17925, 'percentCallsOverflowedIn', '% Calls Overflowed In', t.callsOverflowedIn, t.callsIn),
  percent(187, 17932, 'percentCallsOverflowedOut', '% Calls Overflowed Out', t.callsOverflowedOut, t.callsOut, asPrinted),
  percent(188, 17939, 'percentCallsTransferredIn', '% Calls Transferred In', t.callsTransferredIn, t.callsIn),
  percent(189, 17946, 'percentCallsTransferredOut', '% Calls Transferred Out', t.callsTransferredOut, t.callsIn, asPrinted),
  percent(190, 17953, 'percentCallsWithCli', '% Calls With CLI', t.callsWithCli, t.callsInExternal),
  percent(191, 17960, 'percentDdiCalls', '% DDI Calls', t.ddiCalls, t.callsInExternal),
  percent(192, 17966, 'percentShortCalls', '% Short Calls', t.shortCalls, t.callsAnswered),
  percent(
    193,
    17972,
    'percentUnreturnedLostCalls',
    '% Unreturned Lost Calls',
    t.unreturnedLostCalls,
    t.callsInExternal,
    ' Not divided by the lost ones.',
  ),
];
