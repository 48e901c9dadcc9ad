import { durationMs } from '../../../domain/ids.ts';
import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { hasNumber, isCompleted, isWithCli, isWithDdi, linesOf, ofCall, placeOf, telephoneOf } from './fact-base.ts';
import { callTimeOf } from './leg-times.ts';

/** The call's own sum of lengths; without segments, what its row says. */
const wholeTime = (call: Call, legs: readonly Segment[]): number =>
  legs.length > 0 ? callTimeOf(legs) : call.ringMs + call.talkMs + call.holdMs;

const rangAnywhere = (call: Call, legs: readonly Segment[]): boolean =>
  legs.length > 0 ? legs.some((leg) => leg.ringMs > 0) : call.ringMs > 0;

type Times = Pick<Fact, 'startedAt' | 'answeredAt' | 'endedAt' | 'ringMs' | 'talkMs' | 'holdMs' | 'callMs'>;

/** Ring to the first answer, talk and hold as sums; only what is final (rule set 1 §4, §8.4, §8.5). */
export const callTimes = (call: Call, legs: readonly Segment[]): Times => {
  const ended = call.endedAt !== null;
  return {
    startedAt: call.startedAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    ringMs: call.answered || ended ? call.ringMs : null,
    talkMs: ended ? call.talkMs : null,
    holdMs: ended ? call.holdMs : null,
    callMs: ended ? durationMs(wholeTime(call, legs)) : null,
  };
};

type Moves = Pick<Fact, 'transferredIn' | 'transferredOut' | 'overflowedIn' | 'overflowedOut'>;

/** On call templates a transferred or overflowed call counts once in and once out (rule set 1 §8.8). */
const movesOf = (call: Call, legs: readonly Segment[]): Moves => {
  const rows = [call, ...legs];
  const transferred = rows.some((row) => row.transferredFrom !== null || row.outcome === 'transferred');
  const overflowed = rows.some((row) => row.overflowedFrom !== null || row.outcome === 'overflowed');
  return { transferredIn: transferred, transferredOut: transferred, overflowedIn: overflowed, overflowedOut: overflowed };
};

/** The whole call, under its first trunk: one row of a call template. */
export const callFact = (call: Call, legs: readonly Segment[]): Fact => ({
  factId: `${call.logicalCallId}/call`,
  grain: 'call',
  ...ofCall(call),
  segmentNo: null,
  ...callTimes(call, legs),
  side: call.callType === 'internal' ? 'both' : call.direction,
  answered: call.answered,
  outcome: call.outcome,
  rang: rangAnywhere(call, legs),
  completed: isCompleted(call.endedAt !== null, call.outcome, call.trunk),
  withCli: isWithCli(call, call.direction),
  hasDdi: isWithDdi(call, call.direction),
  recoverable: call.outcome === 'lost' && hasNumber(call.outsideNumber),
  ...movesOf(call, legs),
  deeOutside: false,
  trunkToTrunk: call.trunkToTrunk,
  conference: call.conference,
  inferredEnd: call.endedBy === 'inferred',
  ...placeOf(call),
  huntGroup: call.huntGroup,
  huntGroupName: call.huntGroupName,
  ...linesOf(call),
  accountCode: call.accountCode,
  ...telephoneOf(call),
});

/**
 * An internal call once more, for who made it (rule set 1 §8.3): answered if any leg was, ring to the first answer, talk and hold of the
 * call. Null when nobody is known to have made it.
 */
export const originatorFact = (call: Call, legs: readonly Segment[]): Fact | null => {
  if (call.callType !== 'internal') return null;
  const { callingExtension: extension, callingAgent: agent, callingUserId: userId } = call;
  if (extension === null && agent === null && userId === null) return null;
  return {
    ...callFact(call, legs),
    factId: `${call.logicalCallId}/originator`,
    grain: 'originator',
    side: 'out',
    extension,
    extensionName: call.callingExtensionName,
    agent,
    agentName: call.callingAgentName,
    userId,
    userName: call.callingUserName,
    // The transfers and overflows of the call happened at others.
    transferredIn: false,
    transferredOut: legs.some((leg) => leg.transferredFrom !== null && leg.transferredFrom === extension),
    overflowedIn: false,
    overflowedOut: false,
  };
};
