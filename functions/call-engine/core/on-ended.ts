import type { CallEventOf } from '../../domain/call-event.ts';
import { findKnownCall, findOrStartCall } from './calls.ts';
import { endCall, isOver, leftLine } from './end-call.ts';
import type { FoldContext } from './fold-context.ts';
import { isLineOf, removeParty, setParty } from './parties.ts';
import { closeSegment, openAt, openSegment } from './segments.ts';
import { deviceOf } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

/** The last lines of a consultation and of the legs a conference replaced come within this time. */
const lastLinesMs = 2000;

/** After a transfer the transferrer's last line may name the held call, and a conference member's the leg it had before. */
const takesNobodyOut = (call: CallState, event: CallEventOf<'partyCleared'>): boolean => {
  const by = call.transferredBy;
  const last = by !== null && event.terminatingDevice === by.device && event.device !== by.device && event.at - by.at <= lastLinesMs;
  if (last && event.callId === call.pbxCallId && call.parties[by.device] === undefined) return true;
  const member = call.memberIds[event.device];
  return member !== undefined && event.callId !== member && event.callId !== call.conferenceId;
};

/** XC: one device left; the call lives on while two are through to each other, or one waits (rule set 1 §4). */
export const onPartyCleared = (fold: FoldContext, event: CallEventOf<'partyCleared'>): void => {
  const found = findKnownCall(fold, event);
  if (found === null || found.past) return;
  const { call } = found;
  if (takesNobodyOut(call, event)) return;
  const ending = { at: event.at, event: 'XC', cause: event.cause, by: 'pbx' as const };
  const { device } = event;
  const segment = openAt(call, device) ?? call.segments.find((s) => s.endedAt === null && s.ownTrunk === device);
  const state = call.parties[device] ?? (segment === undefined ? undefined : 'alerting');
  removeParty(fold, call, device, event.at);
  if (isOver(call, state)) return endCall(fold, call, ending);
  if (segment !== undefined) closeSegment(segment, segment.answeredAt === null ? leftUnanswered(call, segment) : 'answered', ending);
};

const leftUnanswered = (call: CallState, segment: SegmentState): 'refused' | 'unanswered' | 'failed' => {
  if (segment.kind === 'outbound') return leftLine(call, segment);
  return segment.kind === 'failed' ? 'failed' : 'refused';
};

export const onCallCleared = (fold: FoldContext, event: CallEventOf<'callCleared'>): void => {
  const found = findKnownCall(fold, event);
  // With cause 32 the call goes on under another id.
  if (found === null || found.past || event.cause === 32) return;
  endCall(fold, found.call, { at: event.at, event: 'CC', cause: event.cause, by: 'pbx' });
};

const busy = 3;
const doNotDisturb = 14;

/** FA: busy or do-not-disturb at a device is a refused stay there; anything else is a failed call (rule set 1 §3.6). */
export const onFailed = (fold: FoldContext, event: CallEventOf<'failed'>): void => {
  if (event.callId === null) return;
  const found = findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  const { call } = found;
  const { device, at } = event;
  // Nor a line that only this call's own events told of.
  const isDevice = device !== call.origin && !isLineOf(fold, call, device);
  if ((event.cause === busy || event.cause === doNotDisturb) && isDevice) {
    if (openAt(call, device) !== undefined || call.segments.some((s) => s.group === device && s.endedAt === null)) return;
    if (event.copyOf !== null && call.segments.length > 0) return;
    const group = deviceOf(fold, device, call.node)?.type === 'huntGroup';
    const segment = openSegment(fold, call, {
      kind: group ? 'queue' : 'device',
      device: group ? null : device,
      group: group ? device : null,
      at,
    });
    segment.busy = true;
    setParty(fold, call, device, 'failed');
    return;
  }
  failAtOriginator(fold, call, event);
};

const failAtOriginator = (fold: FoldContext, call: CallState, event: CallEventOf<'failed'>): void => {
  call.origin ??= event.device;
  if (call.origin !== null && call.parties[call.origin] === undefined) setParty(fold, call, call.origin, 'connected');
  // A resync names the line the call failed on, not the number that was dialled.
  call.dialled = event.resync === null ? (event.calledNumber ?? call.dialled) : (call.dialled ?? event.calledNumber);
  // What was answered before has not failed.
  if (call.segments.some((s) => s.answeredAt !== null)) return;
  const outbound = call.segments.find((s) => s.kind === 'outbound' && s.endedAt === null);
  if (outbound !== undefined) {
    outbound.kind = 'failed';
    outbound.startedAt = call.originatedAt ?? call.startedAt;
    outbound.dirty = true;
  } else if (!call.segments.some((s) => s.kind === 'failed') && !call.originIsTrunk) {
    const segment = openSegment(fold, call, { kind: 'failed', device: call.origin, group: null, at: event.at });
    segment.startedAt = call.originatedAt ?? call.startedAt;
    segment.accountCode ??= call.accountCode;
  }
};

/** CI: the code belongs to the open segment of its extension, else to the last one (rule set 1 §5). */
export const onCallInfo = (fold: FoldContext, event: CallEventOf<'callInfo'>): void => {
  const found = findKnownCall(fold, event);
  if (found === null || event.accountCode === null || event.accountCode === '') return;
  const { call } = found;
  call.accountCode = event.accountCode;
  call.accountCodeAt = event.at;
  const segment = openAt(call, event.device) ?? call.segments.at(-1);
  if (segment === undefined) return;
  segment.accountCode = event.accountCode;
  segment.dirty = true;
};
