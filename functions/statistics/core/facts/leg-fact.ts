import { durationMs } from '../../../domain/ids.ts';
import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { hasNumber, isCompleted, isWithCli, isWithDdi, linesOf, ofCall, placeOf, telephoneOf } from './fact-base.ts';
import { lengthOf } from './leg-times.ts';

/** A failed internal attempt stands at who made it, so nobody received it (rule set 1 §3.6). */
export const isOwnFailure = (leg: Segment): boolean => leg.callType === 'internal' && leg.outcome === 'failed';

/** One segment as a countable row. Somebody received every leg of an internal call (rule set 1 §8.3). */
export const legFact = (call: Call, leg: Segment, deeOutside: boolean): Fact => {
  const ended = leg.endedAt !== null;
  const outcome = deeOutside && leg.outcome === 'lost' ? 'unanswered' : leg.outcome;
  return {
    factId: `${call.logicalCallId}/leg/${leg.segmentNo}`,
    grain: 'leg',
    ...ofCall(call),
    segmentNo: leg.segmentNo,
    startedAt: leg.startedAt,
    answeredAt: leg.answeredAt,
    endedAt: leg.endedAt,
    callType: leg.callType,
    side: leg.callType === 'external' ? leg.direction : isOwnFailure(leg) ? 'out' : 'in',
    answered: leg.answered,
    outcome,
    ringMs: leg.answered || ended ? leg.ringMs : null,
    talkMs: ended ? leg.talkMs : null,
    holdMs: ended ? leg.holdMs : null,
    callMs: ended ? durationMs(lengthOf(leg)) : null,
    rang: leg.ringMs > 0,
    completed: isCompleted(ended, outcome, leg.trunk),
    withCli: isWithCli(leg, leg.direction),
    hasDdi: isWithDdi(leg, leg.direction),
    recoverable: outcome === 'lost' && hasNumber(leg.outsideNumber),
    transferredIn: leg.transferredFrom !== null,
    transferredOut: outcome === 'transferred',
    overflowedIn: leg.overflowedFrom !== null,
    overflowedOut: outcome === 'overflowed',
    deeOutside,
    trunkToTrunk: leg.trunkToTrunk,
    conference: leg.conference,
    inferredEnd: leg.endedBy === 'inferred',
    ...placeOf(leg),
    huntGroup: leg.huntGroup,
    huntGroupName: leg.huntGroupName,
    ...linesOf(leg),
    accountCode: leg.accountCode,
    ...telephoneOf(leg),
  };
};
