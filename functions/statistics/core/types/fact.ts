import type { DurationMs, EpochMs, LogicalCallId } from '../../../domain/ids.ts';
import type { CallOutcome, CallType, SegmentOutcome } from '../../../domain/segment.ts';

/**
 * What one countable row stands for. `call` = the whole call, with its first trunk; `trunk` = a further trunk of it, with its own segments;
 * `leg` = one segment; `originator` = an internal call once more, for who made it; `visit` = one call at one hunt group, its segments
 * folded (rule set 1 §8.3, §8.4).
 */
export const grains = ['call', 'trunk', 'leg', 'originator', 'visit'] as const;
export type Grain = (typeof grains)[number];

/** Direction as the row counts. An internal call as a whole is both made and received: it counts in Calls In and in Calls Out. */
export type Side = 'in' | 'out' | 'both';

/**
 * One countable row of a template: all that formulas, filters on keys and Explain need, derived once from a call and its segments.
 * Instants in epoch ms, durations in whole ms. A duration that is not final yet is null (rule set 1 §8.5), a final one never, but for
 * a further trunk without segments of its own, whose times are not known.
 */
export interface Fact {
  /** Unique in the site and the same on every derivation. */
  readonly factId: string;
  readonly siteId: string;
  readonly grain: Grain;
  readonly logicalCallId: LogicalCallId;
  /** Of a leg; null for the others. */
  readonly segmentNo: number | null;
  readonly ruleSet: 1;

  /** Start of the call's row: in which range, bucket and daily window the row stands (rule set 1 §8.1). */
  readonly callStartedAt: EpochMs;
  /** When the row itself began to ring. */
  readonly startedAt: EpochMs;
  readonly answeredAt: EpochMs | null;
  /** Null while the row is in progress. */
  readonly endedAt: EpochMs | null;

  readonly callType: CallType;
  readonly side: Side;
  readonly answered: boolean;
  readonly outcome: SegmentOutcome | CallOutcome;
  /** Outcome and ring time of the whole call: what "ignore abandoned" looks at. */
  readonly callOutcome: CallOutcome;
  readonly callRingMs: DurationMs;

  /** Until answered or, unanswered, until the end. */
  readonly ringMs: DurationMs | null;
  readonly talkMs: DurationMs | null;
  readonly holdMs: DurationMs | null;
  /** Ring + talk + hold; of a call the sum of its segments, where unanswered parallel legs add nothing (rule set 1 §8.4). */
  readonly callMs: DurationMs | null;

  /** It rang at a device that counts as rung (rule set 1 §8.7). */
  readonly rang: boolean;
  /** Ended and not failed before a trunk was seized (rule set 1 §5, §8.9). */
  readonly completed: boolean;
  /** A contact directory record was found when the row was stored. */
  readonly matched: boolean;
  /** Inbound external with a caller id of at least three digits. */
  readonly withCli: boolean;
  readonly hasDdi: boolean;
  /** Inbound external, lost, with any caller id. */
  readonly recoverable: boolean;
  readonly transferredIn: boolean;
  readonly transferredOut: boolean;
  readonly overflowedIn: boolean;
  readonly overflowedOut: boolean;
  /** Outside leg of a personal router: counted in Calls Outbound (DEE) and nowhere else (rule set 1 §8.11). */
  readonly deeOutside: boolean;
  readonly trunkToTrunk: boolean;
  readonly conference: boolean;
  /** The end was inferred, not reported. */
  readonly inferredEnd: boolean;

  readonly extension: string | null;
  readonly extensionName: string | null;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly huntGroup: string | null;
  readonly huntGroupName: string | null;
  readonly trunk: string | null;
  readonly trunkName: string | null;
  readonly ddi: string | null;
  readonly dnis: string | null;
  readonly accountCode: string | null;
  readonly outsideNumber: string | null;
  /** E.164 of the number outside, else its raw digits; for an internal row the calling extension; null = withheld. */
  readonly telephoneKey: string | null;
  readonly telephoneName: string | null;
}

/** Fields by kind; a formula may only name these. */
export type FactBoolean = { readonly [K in keyof Fact]-?: Fact[K] extends boolean ? K : never }[keyof Fact];
export type FactDuration = 'ringMs' | 'talkMs' | 'holdMs' | 'callMs';
export type FactInstant = 'startedAt' | 'answeredAt' | 'endedAt';
export type FactText = 'callType' | 'side' | 'outcome' | 'callOutcome' | 'accountCode' | 'grain' | FactKey;
export type FactKey = 'extension' | 'agent' | 'userId' | 'huntGroup' | 'trunk' | 'ddi' | 'accountCode' | 'telephoneKey';
