import type { Population, Test } from '../types/formula.ts';
import * as t from './tests.ts';

/** Every population leaves out the outside legs of twinned ringing first (rule set 1 §8.11). */
export const rowsThat = (...tests: readonly Test[]): Population => [t.notDeeOutside, ...tests];
/** The same rows, narrowed further. */
export const narrow = (of: Population, ...tests: readonly Test[]): Population => [...of, ...tests];

/**
 * Which rows the call totals count. Rule set 1 §7: Calls In and Calls Out are internal and external; Calls Inbound is external only and
 * Calls Outbound is not, both as printed (L17642, L17711).
 */
export const populations = {
  callsHandled: rowsThat(),
  callsExternal: rowsThat(t.external),
  callsInternal: rowsThat(t.internal),
  callsAnswered: rowsThat(t.answered),
  callsCompleted: rowsThat(t.completed),

  callsIn: rowsThat(t.inbound),
  callsInbound: rowsThat(t.external, t.inbound),
  callsInExternal: rowsThat(t.external, t.inbound),
  callsInInternal: rowsThat(t.internal, t.inbound),
  callsInAns: rowsThat(t.inbound, t.answered),
  callsInAnsExternal: rowsThat(t.external, t.inbound, t.answered),
  callsInAnsInternal: rowsThat(t.internal, t.inbound, t.answered),
  callsInCompleted: rowsThat(t.inbound, t.completed),
  callsInRefused: rowsThat(t.inbound, t.ended, t.notAnswered, t.rang),
  callsLost: rowsThat(t.external, t.inbound, t.ended, t.notAnswered, t.lost),

  callsOutbound: rowsThat(t.outbound),
  callsOutExternal: rowsThat(t.external, t.outbound),
  callsOutInternal: rowsThat(t.internal, t.outbound),
  callsOutAns: rowsThat(t.outbound, t.answered),
  callsOutAnsExternal: rowsThat(t.external, t.outbound, t.answered),
  callsOutAnsInternal: rowsThat(t.internal, t.outbound, t.answered),
  callsOutCompleted: rowsThat(t.outbound, t.completed),

  callsMatched: rowsThat(t.external, t.matched),
  callsNotMatched: rowsThat(t.external, t.notMatched),
  callsWithCli: rowsThat(t.external, t.inbound, t.withCli),
  ddiCalls: rowsThat(t.external, t.inbound, t.withDdi),
  callsOverflowedIn: rowsThat(t.inbound, t.overflowedIn),
  callsOverflowedOut: rowsThat(t.inbound, t.overflowedOut),
  callsTransferredIn: rowsThat(t.transferredIn),
  callsTransferredOut: rowsThat(t.transferredOut),
  recoverableCalls: rowsThat(t.external, t.inbound, t.ended, t.notAnswered, t.lost, t.recoverable),
  shortCalls: rowsThat(t.answered, t.ended, t.short),
  unreturnedLostCalls: rowsThat(t.external, t.inbound, t.ended, t.notAnswered, t.lost, t.unreturned),

  callsOutboundDee: [t.deeOutside],
  inferredEnds: rowsThat(t.ended, t.inferredEnd),
} as const satisfies Readonly<Record<string, Population>>;
