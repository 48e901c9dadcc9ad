import { type Columns, share } from './aggregates.ts';

/** Call Totals (%): entries 167 to 193. */
export const callTotalsPercent: Columns = {
  percentCallsInAns: share('callsInAns', 'callsIn'),
  percentCallsInAnsExt: share('callsInAnsExternal', 'callsInExternal'),
  percentCallsInAnsInt: share('callsInAnsInternal', 'callsInInternal'),
  percentCallsInCompleted: share('callsInCompleted', 'callsIn'),
  percentCallsInExt: share('callsInExternal', 'callsIn'),
  percentCallsInInt: share('callsInInternal', 'callsIn'),
  percentCallsInRefused: share('callsInRefused', 'callsIn'),
  percentCallsInbound: share('callsInbound', 'callsHandled'),
  percentCallsInternal: share('callsInternal', 'callsHandled'),
  percentCallsLost: share('callsLost', 'callsInExternal'),
  percentCallsMatched: share('callsMatched', 'callsExternal'),
  percentCallsNotMatched: share('callsNotMatched', 'callsExternal'),
  percentCallsOutAns: share('callsOutAns', 'callsOut'),
  percentCallsOutAnsExt: share('callsOutAnsExternal', 'callsOutExternal'),
  percentCallsOutAnsInt: share('callsOutAnsInternal', 'callsOutInternal'),
  percentCallsOutCompleted: share('callsOutCompleted', 'callsOut'),
  percentCallsOutExt: share('callsOutExternal', 'callsOut'),
  percentCallsOutInt: share('callsOutInternal', 'callsOut'),
  percentCallsOutbound: share('callsOutbound', 'callsHandled'),
  percentCallsOverflowedIn: share('callsOverflowedIn', 'callsIn'),
  // Both as the manual prints them: out of the other direction.
  percentCallsOverflowedOut: share('callsOverflowedOut', 'callsOut'),
  percentCallsTransferredIn: share('callsTransferredIn', 'callsIn'),
  percentCallsTransferredOut: share('callsTransferredOut', 'callsIn'),
  percentCallsWithCli: share('callsWithCli', 'callsInExternal'),
  percentDdiCalls: share('ddiCalls', 'callsInExternal'),
  percentShortCalls: share('shortCalls', 'callsAnswered'),
  percentUnreturnedLostCalls: share('unreturnedLostCalls', 'callsInExternal'),
};
