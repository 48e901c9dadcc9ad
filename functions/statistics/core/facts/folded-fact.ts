import { type DurationMs, durationMs, type EpochMs, epochMs } from '../../../domain/ids.ts';
import type { Call, Segment, SegmentOutcome } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { hasNumber, isCompleted, isWithCli, isWithDdi, linesOf, ofCall, placeOf, telephoneOf } from './fact-base.ts';
import { callTimeOf, ringTimeOf } from './leg-times.ts';

type Legs = readonly [Segment, ...Segment[]];

const byStart = (a: Segment, b: Segment): number => a.startedAt - b.startedAt || a.segmentNo - b.segmentNo;

const firstAnswered = (legs: Legs): Segment | null => {
  let first: Segment | null = null;
  for (const leg of legs) if (leg.answeredAt !== null && (first?.answeredAt == null || leg.answeredAt < first.answeredAt)) first = leg;
  return first;
};

/** Of unanswered legs the lost one decides, wherever it stands; else the one opened last. */
const outcomeOf = (legs: Legs, answered: boolean, ended: boolean): SegmentOutcome => {
  if (!ended) return 'inProgress';
  if (answered) return 'answered';
  return (legs.find((leg) => leg.outcome === 'lost') ?? legs.reduce((last, leg) => (byStart(last, leg) < 0 ? leg : last))).outcome;
};

const endOf = (legs: Legs): EpochMs | null => {
  let end = 0;
  for (const { endedAt } of legs) {
    if (endedAt === null) return null;
    end = Math.max(end, endedAt);
  }
  return epochMs(end);
};

const sum = (legs: Legs, of: (leg: Segment) => number): DurationMs => durationMs(legs.reduce((total, leg) => total + of(leg), 0));

/**
 * Some segments of a call as one row: answered if any was, ring to the first answer, talk and hold as sums (rule set 1 §8.3). Names,
 * place and outside number are those of the segment that answered first, else of the first; the account code is the last one.
 */
export const foldedFact = (call: Call, grain: 'trunk' | 'visit', key: string, legs: Legs, others: readonly Segment[]): Fact => {
  const first = legs.reduce((least, leg) => (byStart(leg, least) < 0 ? leg : least));
  const answering = firstAnswered(legs);
  const answeredAt = answering?.answeredAt ?? null;
  const endedAt = endOf(legs);
  const ended = endedAt !== null;
  const outcome = outcomeOf(legs, answering !== null, ended);
  const rang = legs.filter((leg) => leg.ringMs > 0);
  const shown = answering ?? rang.sort(byStart).find((leg) => leg.extension !== null) ?? first;
  return {
    factId: `${call.logicalCallId}/${grain}/${key}`,
    grain,
    ...ofCall(call),
    segmentNo: null,
    startedAt: first.startedAt,
    answeredAt,
    endedAt,
    side: first.callType === 'external' ? first.direction : 'in',
    answered: answering !== null,
    outcome,
    ringMs: answeredAt !== null || ended ? durationMs(ringTimeOf(legs, others, answeredAt)) : null,
    talkMs: ended ? sum(legs, (leg) => leg.talkMs) : null,
    holdMs: ended ? sum(legs, (leg) => leg.holdMs) : null,
    callMs: ended ? durationMs(callTimeOf(legs)) : null,
    rang: rang.length > 0,
    completed: isCompleted(ended, outcome, first.trunk),
    withCli: isWithCli(first, first.direction),
    hasDdi: isWithDdi(first, first.direction),
    recoverable: outcome === 'lost' && hasNumber(first.outsideNumber),
    transferredIn: legs.some((leg) => leg.transferredFrom !== null),
    transferredOut: legs.some((leg) => leg.outcome === 'transferred'),
    overflowedIn: legs.some((leg) => leg.overflowedFrom !== null),
    overflowedOut: legs.some((leg) => leg.outcome === 'overflowed'),
    deeOutside: false,
    trunkToTrunk: legs.some((leg) => leg.trunkToTrunk),
    conference: legs.some((leg) => leg.conference),
    inferredEnd: legs.some((leg) => leg.endedBy === 'inferred'),
    ...placeOf(shown),
    huntGroup: first.huntGroup,
    huntGroupName: first.huntGroupName,
    ...linesOf(first),
    accountCode: [...legs].sort(byStart).findLast((leg) => hasNumber(leg.accountCode))?.accountCode ?? null,
    ...telephoneOf(first),
  };
};
