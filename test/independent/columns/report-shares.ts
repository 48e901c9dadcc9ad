import { type Columns, sixTimes } from './aggregates.ts';

/** This row ÷ the sum over all printed rows of the whole report (§8.14). */
const ofAll = (column: string): string => `"${column}" / nullif(sum("${column}") OVER (), 0)`;

/** Report's Call Totals (%) and Call Times (%): entries 204 to 239. */
export const reportShares: Columns = {
  percentOfAllCallsAnswered: ofAll('callsAnswered'),
  percentOfAllCallsExternal: ofAll('callsExternal'),
  percentOfAllCallsHandled: ofAll('callsHandled'),
  percentOfAllCallsIn: ofAll('callsIn'),
  percentOfAllCallsInAns: ofAll('callsInAns'),
  percentOfAllCallsInAnsExt: ofAll('callsInAnsExternal'),
  percentOfAllCallsInAnsInt: ofAll('callsInAnsInternal'),
  percentOfAllCallsInCompleted: ofAll('callsInCompleted'),
  percentOfAllCallsInExt: ofAll('callsInExternal'),
  percentOfAllCallsInInt: ofAll('callsInInternal'),
  percentOfAllCallsInRefused: ofAll('callsInRefused'),
  percentOfAllCallsInternal: ofAll('callsInternal'),
  percentOfAllCallsLost: ofAll('callsLost'),
  percentOfAllCallsMatched: ofAll('callsMatched'),
  percentOfAllCallsNotMatched: ofAll('callsNotMatched'),
  percentOfAllCallsOut: ofAll('callsOut'),
  percentOfAllCallsOutAns: ofAll('callsOutAns'),
  percentOfAllCallsOutAnsExt: ofAll('callsOutAnsExternal'),
  percentOfAllCallsOutAnsInt: ofAll('callsOutAnsInternal'),
  percentOfAllCallsOutCompleted: ofAll('callsOutCompleted'),
  percentOfAllCallsOutExt: ofAll('callsOutExternal'),
  percentOfAllCallsOutInt: ofAll('callsOutInternal'),
  percentOfAllCallsOverflowedIn: ofAll('callsOverflowedIn'),
  percentOfAllCallsOverflowedOut: ofAll('callsOverflowedOut'),
  percentOfAllCallsTransferredIn: ofAll('callsTransferredIn'),
  percentOfAllCallsTransferredOut: ofAll('callsTransferredOut'),
  percentOfAllCallsWithCli: ofAll('callsWithCli'),
  percentOfAllDdiCalls: ofAll('ddiCalls'),
  percentOfAllShortCalls: ofAll('shortCalls'),
  percentOfAllUnreturnedLostCalls: ofAll('unreturnedLostCalls'),
  ...sixTimes((n) => [
    [`percentOfAllAnsWithin${n}`, ofAll(`answeredWithin${n}`)],
    [`percentOfAllAnsOver${n}`, ofAll(`answeredOver${n}`)],
    [`percentOfAllLostWithin${n}`, ofAll(`lostWithin${n}`)],
    [`percentOfAllLostOver${n}`, ofAll(`lostOver${n}`)],
  ]),
  percentOfAllTotalCallTime: ofAll('totalCallTime'),
  percentOfAllTotalHoldTime: ofAll('totalHoldTime'),
  percentOfAllTotalRingTime: ofAll('totalRingTime'),
  percentOfAllTotalTalkTime: ofAll('totalTalkTime'),
};
