import { durationMs, segmentId } from '../../domain/ids.ts';
import type { CallFacts, CallType, Direction, Segment, Tags } from '../../domain/segment.ts';
import { cleanDialled, e164Of, withDdiPrefix } from './dial-plan.ts';
import { type FoldContext, isTrunk, nameOf } from './fold-context.ts';
import { agentNameOf } from './people.ts';
import type { CallState, SegmentState } from './state.ts';

const noTags: Tags = [null, null, null, null, null];

export const isOutboundLeg = (call: CallState, segment: SegmentState): boolean => segment.kind === 'outbound' && call.originIsTrunk;

const looksExternal = (fold: FoldContext, call: CallState): boolean =>
  call.segments.some((s) => s.kind === 'failed') && (call.dialled ?? '').length > fold.config.dialPlan.maxExtensionLength;

/** External if any party is a line; a failed attempt also when it dialled more than an extension (rule set 1 §5, §3.6). */
export const callTypeOf = (fold: FoldContext, call: CallState): CallType =>
  call.trunks.length > 0 || looksExternal(fold, call) ? 'external' : 'internal';

/** In if a line originated it, else out (rule set 1 §5). */
export const directionOf = (call: CallState): Direction => (call.originIsTrunk ? 'in' : 'out');

interface Person {
  readonly id: string | null;
  readonly name: string | null;
}

/** Agent beats extension (rule set 1 §5). */
const userOf = (fold: FoldContext, agent: string | null, extension: string | null): Person => {
  const user =
    (agent === null ? null : fold.index.userOfAgent(agent)) ?? (extension === null ? null : fold.index.userOfExtension(extension));
  return { id: user?.id ?? null, name: user === null || user.name === '' ? null : user.name };
};

/** Number outside: caller id inbound, dialled digits outbound, after the dial plan. */
export const outsideNumberOf = (fold: FoldContext, call: CallState, dialled: string | null): string | null => {
  if (callTypeOf(fold, call) === 'internal') return null;
  if (call.originIsTrunk) return call.callerNumber;
  return dialled === null || isTrunk(fold, dialled, call.node) ? null : cleanDialled(dialled, fold.config.dialPlan);
};

export interface Outside {
  readonly outsideNumber: string | null;
  readonly outsideE164: string | null;
  readonly contactName: string | null;
  readonly speedDialName: string | null;
}

export const outsideOf = (fold: FoldContext, number: string | null, inbound: boolean): Outside => {
  const outsideE164 = number === null ? null : e164Of(number, fold.config.country);
  const key = outsideE164 ?? number;
  return {
    outsideNumber: number,
    outsideE164,
    contactName: key === null ? null : fold.index.contactName(key),
    // PBX speed dials match inbound calls only (manual L16523).
    speedDialName: key === null || !inbound ? null : fold.index.speedDialName(key),
  };
};

/** What every segment of an inbound external call says of the way in. */
export const wayIn = (fold: FoldContext, call: CallState): Pick<CallFacts, 'ddi' | 'dnis'> => ({
  ddi: !call.originIsTrunk || call.ddi === null ? null : withDdiPrefix(call.ddi, fold.config.dialPlan),
  dnis: call.originIsTrunk ? call.trunkName : null,
});

export const calling = (
  fold: FoldContext,
  call: CallState,
  device: string | null,
  agent: string | null,
): Pick<
  CallFacts,
  'callingExtension' | 'callingExtensionName' | 'callingAgent' | 'callingAgentName' | 'callingUserId' | 'callingUserName'
> => {
  const shown = callTypeOf(fold, call) === 'internal' && device !== null && !isTrunk(fold, device, call.node);
  const extension = shown ? device : null;
  const by = shown ? agent : null;
  const user = userOf(fold, by, extension);
  return {
    callingExtension: extension,
    callingExtensionName: nameOf(fold, extension, call.node),
    callingAgent: by,
    callingAgentName: agentNameOf(fold, by, call.node),
    callingUserId: user.id,
    callingUserName: user.name,
  };
};

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

export const isShort = (fold: FoldContext, answered: boolean, ended: boolean, durations: Durations): boolean =>
  answered && ended && durations.talkMs + durations.holdMs < fold.config.settings.shortCallSeconds * 1000;

export const deeGroup = 'DEE';

export const groupOf = (segment: SegmentState): string | null => (segment.dee ? deeGroup : segment.group);

export const groupNameOf = (fold: FoldContext, segment: SegmentState, node: string): string | null =>
  segment.dee ? deeGroup : nameOf(fold, segment.group, node);

export const toSegmentRow = (fold: FoldContext, call: CallState, segment: SegmentState): Segment => {
  const { node } = call;
  const leg = isOutboundLeg(call, segment);
  const type = callTypeOf(fold, call);
  const number = leg
    ? segment.ownNumber === null
      ? null
      : cleanDialled(segment.ownNumber, fold.config.dialPlan)
    : outsideNumberOf(fold, call, segment.ownNumber ?? call.dialled);
  const trunk = segment.ownTrunk ?? (type === 'external' ? (call.trunks[0] ?? null) : null);
  const user = userOf(fold, segment.agent, segment.device);
  const durations = durationsOf(segment);
  const answered = segment.answeredAt !== null;
  const way = wayIn(fold, call);
  return {
    ruleSet: 1,
    siteId: fold.config.id,
    logicalCallId: call.id,
    segmentId: segmentId(call.id, segment.no),
    segmentNo: segment.no,
    pbxCallId: call.pbxCallId,
    node,
    callType: type,
    direction: leg ? 'out' : directionOf(call),
    startedAt: segment.startedAt,
    answeredAt: segment.answeredAt,
    endedAt: segment.endedAt,
    ringMs: durationMs(durations.ringMs),
    talkMs: durationMs(durations.talkMs),
    holdMs: durationMs(durations.holdMs),
    answered,
    outcome: segment.outcome,
    extension: segment.device,
    extensionName: nameOf(fold, segment.device, node),
    agent: segment.agent,
    agentName: agentNameOf(fold, segment.agent, node),
    userId: user.id,
    userName: user.name,
    ...calling(fold, call, segment.callingDevice, segment.callingAgent),
    huntGroup: groupOf(segment),
    huntGroupName: groupNameOf(fold, segment, node),
    trunk,
    trunkName: nameOf(fold, trunk, node),
    ...outsideOf(fold, number, call.originIsTrunk && !leg),
    ddi: leg ? null : way.ddi,
    dnis: leg ? null : way.dnis,
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
    shortCall: isShort(fold, answered, segment.endedAt !== null, durations),
    endEvent: segment.endEvent,
    endCause: segment.endCause,
    endedBy: segment.endedBy,
  };
};
