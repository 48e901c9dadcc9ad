import type { DurationMs, EpochMs, LogicalCallId, SegmentId } from './ids.ts';

export type CallType = 'external' | 'internal';
export type Direction = 'in' | 'out';
export type SegmentOutcome =
  | 'answered'
  | 'transferred'
  | 'refused'
  | 'diverted'
  | 'overflowed'
  | 'lost'
  | 'unanswered'
  | 'failed'
  | 'inProgress';
export type CallOutcome = 'answered' | 'lost' | 'unanswered' | 'failed' | 'inProgress';
export type Tags = readonly [string | null, string | null, string | null, string | null, string | null];

/** What a segment and a call row share. Instants are epoch ms inside and ISO 8601 in public JSON; durations whole ms, never null. */
export interface CallFacts {
  readonly ruleSet: 1;
  readonly siteId: string;
  readonly logicalCallId: LogicalCallId;
  readonly pbxCallId: string;
  readonly node: string;
  readonly callType: CallType;
  readonly direction: Direction;
  readonly startedAt: EpochMs;
  readonly answeredAt: EpochMs | null;
  readonly endedAt: EpochMs | null;
  readonly ringMs: DurationMs;
  readonly talkMs: DurationMs;
  readonly holdMs: DurationMs;
  readonly answered: boolean;
  readonly extension: string | null;
  readonly extensionName: string | null;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly userId: string | null;
  readonly userName: string | null;
  readonly callingExtension: string | null;
  readonly callingExtensionName: string | null;
  readonly callingAgent: string | null;
  readonly callingAgentName: string | null;
  readonly callingUserId: string | null;
  readonly callingUserName: string | null;
  readonly huntGroup: string | null;
  readonly huntGroupName: string | null;
  readonly trunk: string | null;
  readonly trunkName: string | null;
  readonly outsideNumber: string | null;
  readonly outsideE164: string | null;
  readonly ddi: string | null;
  readonly dnis: string | null;
  readonly contactName: string | null;
  readonly speedDialName: string | null;
  readonly accountCode: string | null;
  readonly tags: Tags;
  readonly transferredFrom: string | null;
  readonly transferredTo: string | null;
  readonly transferredFromAgent: string | null;
  readonly transferredToAgent: string | null;
  readonly overflowedFrom: string | null;
  readonly dee: boolean;
  readonly trunkToTrunk: boolean;
  readonly conference: boolean;
  readonly shortCall: boolean;
  readonly endEvent: string | null;
  readonly endCause: number | null;
  readonly endedBy: 'pbx' | 'inferred' | null;
}

/** One stay of a call at one device (rule set 1 §1). */
export interface Segment extends CallFacts {
  readonly segmentId: SegmentId;
  readonly segmentNo: number;
  readonly outcome: SegmentOutcome;
}

/** The un-segmented call by the aggregation rules of the manual (L4053-4124) and rule set 1 §4-5. */
export interface Call extends CallFacts {
  readonly outcome: CallOutcome;
  readonly segmentCount: number;
  readonly elapsedMs: DurationMs;
  readonly trunk2: string | null;
  readonly trunk2Name: string | null;
  readonly outsideNumber2: string | null;
  readonly outsideE1642: string | null;
  readonly otherTrunks: readonly string[];
  readonly lastExtension: string | null;
  readonly answeringExtension: string | null;
  readonly answeringExtensionName: string | null;
  readonly firstRangExtension: string | null;
  readonly firstRangExtensionName: string | null;
  readonly lastRangExtension: string | null;
  readonly lastRangExtensionName: string | null;
  readonly answeringAgent: string | null;
  readonly answeringAgentName: string | null;
  readonly firstRangAgent: string | null;
  readonly firstRangAgentName: string | null;
  readonly lastRangAgent: string | null;
  readonly lastRangAgentName: string | null;
}

/** One change of an agent's or phone's status (rule set 1 §1). */
export interface StatusRow {
  /** Deterministic: the same change has the same id on every replay. */
  readonly statusId: string;
  readonly siteId: string;
  readonly kind: 'acd' | 'dnd';
  readonly status: 'loggedOn' | 'free' | 'busy' | 'wrap' | 'dndOn' | 'dndOff' | 'loggedOut';
  readonly at: EpochMs;
  readonly agent: string | null;
  readonly agentName: string | null;
  readonly extension: string | null;
  readonly extensionName: string | null;
  readonly huntGroup: string | null;
  readonly huntGroupName: string | null;
  readonly dndNumber: number | null;
  readonly dndMessage: string | null;
  readonly dndText: string | null;
  /**
   * True for what did not change: told at the day's reset of who is logged on or in do-not-disturb then, so that a day can be read by
   * itself (rule set 1 §7). Never listed, never counted (§8.16); real changes of the same instant come after it.
   */
  readonly carriedOver: boolean;
}
