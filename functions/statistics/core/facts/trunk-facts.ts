import type { Call, Segment } from '../../../domain/segment.ts';
import type { Fact } from '../types/fact.ts';
import { callFact } from './call-fact.ts';
import { isDeeOutside } from './dee-outside.ts';
import { telephoneKeyOf } from './fact-base.ts';
import { foldedFact } from './folded-fact.ts';

/** On call templates a call is transferred and overflowed on its first trunk's row only (rule set 1 §8.8). */
const atFirstTrunkOnly = { transferredIn: false, transferredOut: false, overflowedIn: false, overflowedOut: false };

/**
 * A trunk that the call's row names but no segment stands on: a second outside party that came in before it was joined to a conference.
 * It counts once more; its times are not known by themselves (they are in the first trunk's row) and so enter no sum and no average.
 */
const withoutSegments = (call: Call, trunk: string): Fact => {
  const isSecond = trunk === call.trunk2;
  return {
    ...callFact(call, []),
    factId: `${call.logicalCallId}/trunk/${trunk}`,
    grain: 'trunk',
    ringMs: null,
    talkMs: null,
    holdMs: null,
    callMs: null,
    rang: false,
    withCli: false,
    hasDdi: false,
    matched: false,
    recoverable: false,
    ...atFirstTrunkOnly,
    trunk,
    trunkName: isSecond ? call.trunk2Name : null,
    ddi: null,
    dnis: null,
    accountCode: null,
    outsideNumber: isSecond ? call.outsideNumber2 : null,
    telephoneKey: isSecond ? telephoneKeyOf(call.outsideE1642, call.outsideNumber2) : null,
    telephoneName: null,
  };
};

/** Legs of one trunk as a row. An outside leg of a personal router is nobody's loss (rule set 1 §8.11). */
const withSegments = (
  call: Call,
  key: string,
  legs: readonly [Segment, ...Segment[]],
  others: readonly Segment[],
  deeOutside: boolean,
): Fact => {
  const fact = foldedFact(call, 'trunk', key, legs, others);
  const lost = deeOutside && fact.outcome === 'lost';
  return {
    ...fact,
    ...atFirstTrunkOnly,
    deeOutside,
    outcome: lost ? 'unanswered' : fact.outcome,
    recoverable: fact.recoverable && !lost,
  };
};

/**
 * Each trunk of a call but its first, with the segments on it (rule set 1 §8.4): the outbound leg of trunk-to-trunk, further parties of
 * a conference, the outside leg of a personal router. Several legs on one trunk are one row, outside legs of a router one of their own.
 */
export const trunkFacts = (call: Call, legs: readonly Segment[]): readonly Fact[] => {
  if (call.callType !== 'external') return [];
  const named = [...legs.map((leg) => leg.trunk), call.trunk2, ...call.otherTrunks].filter((trunk) => trunk !== null);
  const first = call.trunk ?? named[0] ?? null;
  return [...new Set(named)]
    .filter((trunk) => trunk !== first)
    .flatMap((trunk) => {
      const own = legs.filter((leg) => leg.trunk === trunk);
      const outside = own.filter((leg) => isDeeOutside(call, leg, legs));
      const [one, ...more] = own.filter((leg) => !outside.includes(leg));
      const [router, ...routers] = outside;
      if (one === undefined && router === undefined) return [withoutSegments(call, trunk)];
      const besides = (mine: readonly Segment[]) => legs.filter((leg) => !mine.includes(leg));
      return [
        ...(one === undefined ? [] : [withSegments(call, trunk, [one, ...more], besides([one, ...more]), false)]),
        ...(router === undefined
          ? []
          : [withSegments(call, one === undefined ? trunk : `${trunk}/outside`, [router, ...routers], besides(outside), true)]),
      ];
    });
};
