import type { FactDuration } from '../types/fact.ts';
import type { Countable, Population } from '../types/formula.ts';
import { populations as p } from './populations.ts';
import { final } from './tests.ts';

/** A count or a sum with its name and what it is of, from which counts, percentages, averages and shares are all written. */
export interface Total {
  readonly id: string;
  readonly name: string;
  /** What is counted or added up, as the end of a sentence. */
  readonly phrase: string;
  readonly formula: Countable;
}

export const count = (of: Population): Countable => ({ kind: 'count', of });
const counted = (id: keyof typeof p, name: string, phrase: string): Total => ({ id, name, phrase, formula: count(p[id]) });

const ie = 'internal and external';
/** Call totals (L17595-17779) and ours that percentages of the manual divide by. */
export const callTotals = {
  callsAnswered: counted('callsAnswered', 'Calls Answered', `answered calls, in and out, ${ie}`),
  callsCompleted: counted('callsCompleted', 'Calls Completed', 'calls, in and out, that ended and did not fail before a trunk was seized'),
  callsExternal: counted('callsExternal', 'Calls External', 'external calls, in and out'),
  callsHandled: counted('callsHandled', 'Calls Handled', `all calls of the report, ${ie}`),
  callsIn: counted('callsIn', 'Calls In', `inbound calls, ${ie}`),
  callsInAns: counted('callsInAns', 'Calls In Ans', `inbound calls that were answered, ${ie}`),
  callsInAnsExternal: counted('callsInAnsExternal', 'Calls In Ans External', 'external inbound calls that were answered'),
  callsInAnsInternal: counted('callsInAnsInternal', 'Calls In Ans Internal', 'internal calls received that were answered'),
  callsInbound: counted('callsInbound', 'Calls Inbound', 'external inbound calls'),
  callsInCompleted: counted('callsInCompleted', 'Calls In Completed', `inbound calls that ended, ${ie}`),
  callsInExternal: counted('callsInExternal', 'Calls In External', 'external inbound calls'),
  callsInInternal: counted('callsInInternal', 'Calls In Internal', 'internal calls received'),
  callsInRefused: counted('callsInRefused', 'Calls In Refused', `inbound calls that rang, ended and were not answered, ${ie}`),
  callsInternal: counted('callsInternal', 'Calls Internal', 'internal calls'),
  callsLost: counted('callsLost', 'Calls Lost', 'external inbound calls that ended without being answered'),
  callsMatched: counted('callsMatched', 'Calls Matched', 'external calls whose number is in a contact directory'),
  callsNotMatched: counted('callsNotMatched', 'Calls Not Matched', 'external calls whose number is in no contact directory'),
  callsOut: { ...counted('callsOutbound', 'Calls Out', `outbound calls, ${ie}`), id: 'callsOut' },
  callsOutAns: counted('callsOutAns', 'Calls Out Ans', `outbound calls that were answered, ${ie}`),
  callsOutAnsExternal: counted('callsOutAnsExternal', 'Calls Out Ans External', 'external outbound calls that were answered'),
  callsOutAnsInternal: counted('callsOutAnsInternal', 'Calls Out Ans Internal', 'internal calls made that were answered'),
  callsOutbound: counted('callsOutbound', 'Calls Outbound', `outbound calls, ${ie}`),
  callsOutCompleted: counted(
    'callsOutCompleted',
    'Calls Out Completed',
    `outbound calls that ended and did not fail before a trunk was seized, ${ie}`,
  ),
  callsOutExternal: counted('callsOutExternal', 'Calls Out External', 'external outbound calls'),
  callsOutInternal: counted('callsOutInternal', 'Calls Out Internal', 'internal calls made'),
  callsOverflowedIn: counted('callsOverflowedIn', 'Calls Overflowed In', 'inbound calls that overflowed to here from somewhere else'),
  callsOverflowedOut: counted('callsOverflowedOut', 'Calls Overflowed Out', 'inbound calls that overflowed from here to somewhere else'),
  callsTransferredIn: counted('callsTransferredIn', 'Calls Transferred In', 'calls that somebody transferred to here'),
  callsTransferredOut: counted('callsTransferredOut', 'Calls Transferred Out', 'calls that were transferred from here'),
  callsWithCli: counted('callsWithCli', 'Calls With CLI', 'external inbound calls with a caller id of at least three digits'),
  ddiCalls: counted('ddiCalls', 'DDI Calls', 'external inbound calls that came with DDI digits'),
  recoverableCalls: counted('recoverableCalls', 'Recoverable Calls', 'lost calls that showed a caller id, so that they can be called back'),
  shortCalls: counted('shortCalls', 'Short Calls', 'answered calls whose talk and hold together stayed below the short call threshold'),
  unreturnedLostCalls: counted(
    'unreturnedLostCalls',
    'Unreturned Lost Calls',
    'lost calls with a number to which nobody has talked since, in or out',
  ),
} as const satisfies Readonly<Record<string, Total>>;

const summed = (id: string, name: string, field: FactDuration, of: Population, phrase: string): Total => ({
  id,
  name,
  phrase,
  formula: { kind: 'sum', field, of: [...of, final(field)] },
});

/** Every (In) time covers Calls Inbound, every (Out) time Calls Outbound (rule set 1 §7). */
export const timeTotals = {
  answerIn: summed(
    'totalAnswerTimeIn',
    'Total Answer Time (In)',
    'ringMs',
    p.callsInAnsExternal,
    'ring time of answered external inbound calls',
  ),
  answerOut: summed(
    'totalAnswerTimeOut',
    'Total Answer Time (Out)',
    'ringMs',
    p.callsOutAns,
    `ring time of answered outbound calls, ${ie}`,
  ),
  call: summed('totalCallTime', 'Total Call Time', 'callMs', p.callsHandled, 'ring, talk and hold time of all calls'),
  callIn: summed('totalCallTimeIn', 'Total Call Time (In)', 'callMs', p.callsInbound, 'ring, talk and hold time of external inbound calls'),
  callOut: summed(
    'totalCallTimeOut',
    'Total Call Time (Out)',
    'callMs',
    p.callsOutbound,
    `ring, talk and hold time of outbound calls, ${ie}`,
  ),
  hold: summed('totalHoldTime', 'Total Hold Time', 'holdMs', p.callsHandled, 'hold time of all calls'),
  holdIn: summed('totalHoldTimeIn', 'Total Hold Time (In)', 'holdMs', p.callsInbound, 'hold time of external inbound calls'),
  holdOut: summed('totalHoldTimeOut', 'Total Hold Time (Out)', 'holdMs', p.callsOutbound, `hold time of outbound calls, ${ie}`),
  ring: summed('totalRingTime', 'Total Ring Time', 'ringMs', p.callsHandled, 'ring time of all calls, answered or not'),
  ringLost: summed(
    'totalRingTimeLost',
    'Total Ring Time (Lost)',
    'ringMs',
    p.callsLost,
    'ring time of lost calls until the caller gave up',
  ),
  ringIn: summed(
    'totalRingTimeIn',
    'Total Ring Time (In)',
    'ringMs',
    p.callsInbound,
    'ring time of external inbound calls, answered or not',
  ),
  ringOut: summed(
    'totalRingTimeOut',
    'Total Ring Time (Out)',
    'ringMs',
    p.callsOutbound,
    `ring time of outbound calls, answered or not, ${ie}`,
  ),
  talk: summed('totalTalkTime', 'Total Talk Time', 'talkMs', p.callsHandled, 'talk time of all calls'),
  talkIn: summed('totalTalkTimeIn', 'Total Talk Time (In)', 'talkMs', p.callsInbound, 'talk time of external inbound calls'),
  talkOut: summed('totalTalkTimeOut', 'Total Talk Time (Out)', 'talkMs', p.callsOutbound, `talk time of outbound calls, ${ie}`),
} as const satisfies Readonly<Record<string, Total>>;
