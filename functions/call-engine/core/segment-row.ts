import { durationMs, segmentId } from '../../domain/ids.ts';
import type { Segment, Tags } from '../../domain/segment.ts';
import { agentNameOf } from './attribution.ts';
import { callerOf, dialledOutside, outsideOf, type SharedFacts, userOf } from './shared-facts.ts';
import { nameOf, type SiteView } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

export const noTags: Tags = [null, null, null, null, null];
const deeGroup = 'DEE';

/** The outgoing leg of an inbound call: a direction, line and number of its own (rule set 1 §3.9, §5). */
export const isOutboundLeg = (call: CallState, segment: SegmentState): boolean => segment.kind === 'outbound' && call.originIsTrunk;

export interface Durations {
  readonly ringMs: number;
  readonly talkMs: number;
  readonly holdMs: number;
}

/** Ring + talk + hold = duration, except failed attempts and devices not having rung; talk and hold are known at the end (rule set 1 §4). */
export const durationsOf = (segment: SegmentState): Durations => {
  if (segment.kind === 'failed') return { ringMs: 0, talkMs: 0, holdMs: 0 };
  const { startedAt, answeredAt, endedAt } = segment;
  const rangUntil = answeredAt ?? endedAt;
  const ringMs = segment.rings && rangUntil !== null ? rangUntil - startedAt : 0;
  if (endedAt === null || answeredAt === null) return { ringMs, talkMs: 0, holdMs: 0 };
  return { ringMs, talkMs: endedAt - answeredAt - segment.holdMs, holdMs: segment.holdMs };
};

export const isShort = (view: SiteView, answered: boolean, ended: boolean, durations: Durations): boolean =>
  answered && ended && durations.talkMs + durations.holdMs < view.config.settings.shortCallSeconds * 1000;

export const groupOf = (segment: SegmentState): string | null => (segment.dee ? deeGroup : segment.group);

export const groupNameOf = (view: SiteView, segment: SegmentState, node: string): string | null =>
  segment.dee ? deeGroup : nameOf(view, segment.group, node);

export const toSegmentRow = (view: SiteView, call: CallState, shared: SharedFacts, segment: SegmentState): Segment => {
  const { node } = call;
  const leg = isOutboundLeg(call, segment);
  const ownDigits = segment.ownNumber !== null && shared.direction === 'out' && shared.type === 'external';
  const outside = leg || ownDigits ? outsideOf(view, dialledOutside(view, segment.ownNumber, node), false) : shared.outside;
  const trunk = segment.ownTrunk ?? shared.trunk;
  const user = userOf(view, segment.agent, segment.device, segment.answeredAt ?? segment.startedAt);
  const caller = callerOf(view, call, shared.type, segment.callingDevice, segment);
  const durations = durationsOf(segment);
  const answered = segment.answeredAt !== null;
  return {
    ruleSet: 1,
    siteId: view.config.id,
    logicalCallId: call.id,
    segmentId: segmentId(call.id, segment.no),
    segmentNo: segment.no,
    pbxCallId: call.pbxCallId,
    node,
    callType: shared.type,
    direction: leg ? 'out' : shared.direction,
    startedAt: segment.startedAt,
    answeredAt: segment.answeredAt,
    endedAt: segment.endedAt,
    ringMs: durationMs(durations.ringMs),
    talkMs: durationMs(durations.talkMs),
    holdMs: durationMs(durations.holdMs),
    answered,
    outcome: segment.outcome,
    extension: segment.device,
    extensionName: nameOf(view, segment.device, node),
    agent: segment.agent,
    agentName: agentNameOf(view, segment.agent, node),
    userId: user.id,
    userName: user.name,
    callingExtension: caller.extension,
    callingExtensionName: caller.extensionName,
    callingAgent: caller.agent,
    callingAgentName: caller.agentName,
    callingUserId: caller.user.id,
    callingUserName: caller.user.name,
    huntGroup: groupOf(segment),
    huntGroupName: groupNameOf(view, segment, node),
    trunk,
    trunkName: trunk === shared.trunk ? shared.trunkName : nameOf(view, trunk, node),
    outsideNumber: outside.outsideNumber,
    outsideE164: outside.outsideE164,
    contactName: outside.contactName,
    speedDialName: outside.speedDialName,
    ddi: leg ? null : shared.ddi,
    dnis: leg ? null : shared.dnis,
    accountCode: segment.accountCode,
    tags: noTags,
    transferredFrom: segment.transferredFrom,
    transferredTo: segment.transferredTo,
    transferredFromAgent: segment.transferredFromAgent,
    transferredToAgent: segment.transferredToAgent,
    overflowedFrom: segment.overflowedFrom,
    dee: segment.dee,
    trunkToTrunk: segment.trunkToTrunk,
    conference: segment.conference,
    shortCall: isShort(view, answered, segment.endedAt !== null, durations),
    endEvent: segment.endEvent,
    endCause: segment.endCause,
    endedBy: segment.endedBy,
  };
};
