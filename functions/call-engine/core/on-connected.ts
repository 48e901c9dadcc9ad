import type { CallEventOf } from '../../domain/call-event.ts';
import { agentAt } from './attribution.ts';
import { findKnownCall, findOrStartCall } from './calls.ts';
import { joinDeeLeg } from './dee-leg.ts';
import { type FoldContext, openSegments } from './fold-context.ts';
import { takeOver } from './on-ringing.ts';
import { learnOrigin, openOutbound } from './on-start.ts';
import { releaseOthers, removeParty, setParty, talkFrom } from './parties.ts';
import { answerSegment, closeSegment, endHold, holdSegment, openAt, openSegment, queuedAt, waitingAtGroup } from './segments.ts';
import { deviceOf, isLine } from './site-view.ts';
import type { CallState } from './state.ts';

const answerOutbound = (fold: FoldContext, call: CallState, event: CallEventOf<'answered'>): void => {
  const line =
    call.segments.find((s) => s.kind === 'outbound' && s.endedAt === null && s.ownTrunk === event.device) ??
    call.segments.find((s) => s.kind === 'outbound' && s.endedAt === null);
  if (line === undefined)
    openOutbound(fold, call, { trunk: event.device, digits: event.outsideNumber, device: event.callingDevice, at: event.at });
  const segment = line ?? call.segments.at(-1);
  if (segment === undefined) return;
  answerSegment(fold, call, segment, event.at);
  setParty(fold, call, segment.ownTrunk ?? event.device, 'connected');
  releaseOthers(call, segment.ownTrunk ?? event.device);
  talkFrom(fold, call, event.at);
};

const answerDevice = (fold: FoldContext, call: CallState, device: string, event: CallEventOf<'answered'>): void => {
  const { at } = event;
  const flags = deviceOf(fold, device, call.node);
  let segment = openAt(call, device);
  if (segment === undefined) {
    if (flags?.notRung === true && waitingAtGroup(call) !== undefined) return;
    if ((event.copyOf !== null || event.resync !== null) && call.segments.some((s) => s.device === device)) return;
    const queue = queuedAt(call, null);
    if (queue !== undefined && call.left === null) {
      segment = takeOver(fold, call, queue, device, at);
    } else {
      const pickedUp = call.left;
      segment = openSegment(fold, call, { kind: 'device', device, group: null, at, callingDevice: event.callingDevice });
      // Already answered: whatever rang before was another segment's ring time.
      if (pickedUp !== null) segment.startedAt = at;
    }
  }
  if (segment.heldSince !== null && segment.holders.includes(device)) {
    endHold(segment, device, at);
    setParty(fold, call, device, 'connected');
    return;
  }
  if (!segment.answers) {
    // The answer of an announcement leaves the call ringing (rule set 1 §4).
    setParty(fold, call, device, 'alerting');
    return;
  }
  answerSegment(fold, call, segment, at);
  setParty(fold, call, device, 'connected');
  releaseOthers(call, device);
  call.position = null;
  talkFrom(fold, call, at);
};

export const onAnswered = (fold: FoldContext, event: CallEventOf<'answered'>): void => {
  const found = findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  const line = isLine(fold, event.device, event.node, event.deviceType);
  const call = line ? joinDeeLeg(fold, found.call, { ...event, huntGroup: null }) : found.call;
  const caller = event.callingDevice;
  if (caller !== null) learnOrigin(fold, call, caller, event.callingType);
  if (call.originIsTrunk && caller === call.origin) {
    call.callerNumber ??= event.callerNumber;
    call.ddi ??= event.trunkNumber;
  }
  if (line) answerOutbound(fold, call, event);
  else answerDevice(fold, call, event.device, event);
};

export const onHeld = (fold: FoldContext, event: CallEventOf<'held'>): void => {
  const found =
    event.resync === null ? findKnownCall(fold, event) : findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  const { call } = found;
  if (event.copyOf !== null && call.parties[event.device] !== 'held') return;
  if (event.resync !== null && call.segments.length === 0) {
    answerSegment(fold, call, openSegment(fold, call, { kind: 'device', device: event.device, group: null, at: event.at }), event.at);
  }
  if (call.parties[event.device] === 'held') return;
  setParty(fold, call, event.device, 'held');
  const own = openAt(call, event.device);
  // Who has no segment (the originator of an internal call) holds the segment of the other side.
  const held = own !== undefined && own.answeredAt !== null ? [own] : openSegments(call).filter((s) => s.answeredAt !== null);
  for (const segment of held) holdSegment(segment, event.device, event.at);
};

export const onRetrieved = (fold: FoldContext, event: CallEventOf<'retrieved'>): void => {
  const found = findKnownCall(fold, event);
  if (found === null || found.past) return;
  const { call } = found;
  const own = call.segments.filter((s) => s.endedAt === null && s.holders.includes(event.device));
  if (own.length > 0 || call.parties[event.device] === 'held') {
    for (const segment of own) endHold(segment, event.device, event.at);
    setParty(fold, call, event.device, 'connected');
    return;
  }
  if (call.parties[event.device] !== undefined || event.copyOf !== null) return;
  retrieveElsewhere(fold, call, event);
};

/** Retrieved at another phone is a transfer: the holder's segment runs, on hold, until here (rule set 1 §3.7). */
const retrieveElsewhere = (fold: FoldContext, call: CallState, event: CallEventOf<'retrieved'>): void => {
  const held = openSegments(call).filter((s) => s.heldSince !== null);
  const holder = held.flatMap((s) => s.holders).find((device) => device !== event.device) ?? null;
  if (holder !== null) {
    // Who only called has no segment of his own; his hold was on the other side's.
    const own = held.find((s) => s.device === holder);
    call.transfer = { at: event.at, from: holder, fromAgent: own === undefined ? agentAt(fold, holder, call.node) : own.agent };
    for (const segment of held) endHold(segment, holder, event.at);
    if (own !== undefined) {
      own.transferredTo = event.device;
      own.transferredToAgent = agentAt(fold, event.device, call.node);
      closeSegment(own, 'transferred', { at: event.at, event: 'RE', cause: event.cause, by: 'pbx' });
    }
  }
  const segment = openSegment(fold, call, { kind: 'device', device: event.device, group: null, at: event.at });
  segment.startedAt = event.at;
  answerSegment(fold, call, segment, event.at);
  setParty(fold, call, event.device, 'connected');
  talkFrom(fold, call, event.at);
  if (holder !== null) removeParty(fold, call, holder, event.at);
};
