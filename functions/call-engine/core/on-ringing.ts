import type { CallEventOf } from '../../domain/call-event.ts';
import type { EpochMs } from '../../domain/ids.ts';
import { agentAt } from './attribution.ts';
import { findOrStartCall } from './calls.ts';
import { isDeeLeg, joinDeeLeg, markDee } from './dee-leg.ts';
import type { FoldContext } from './fold-context.ts';
import { learnOrigin, openOutbound } from './on-start.ts';
import { dropParty, setParty } from './parties.ts';
import { closeSegment, markRinging, openAt, openSegment, queuedAt, waitingAtGroup } from './segments.ts';
import { deviceOf, isGroup, isLine, isTrunk } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

type Alerting = CallEventOf<'ringing'> | CallEventOf<'queued'>;

/** What ringing and queueing tell of the caller; the first known value stays. */
const learn = (fold: FoldContext, call: CallState, event: Alerting): void => {
  const caller = event.callingDevice;
  if (caller !== null) learnOrigin(fold, call, caller, event.callingType);
  if (call.originIsTrunk) {
    call.callerNumber ??= event.callerNumber;
    if (event.trunkNumber !== null) call.ddi = event.trunkNumber;
    call.trunkName ??= event.trunkName;
  }
  call.originallyCalled ??= event.originallyCalled;
};

/** Entering a group that resets timers moves the zero of the call row's ring time, once or each time (rule set 1 §4). */
export const enterGroup = (fold: FoldContext, call: CallState, group: string, at: CallState['lastAt'], first: boolean): void => {
  if (!first || deviceOf(fold, group, call.node)?.resetsTimers !== true) return;
  const once = fold.config.settings.resetTimersOncePerCall;
  if (once && call.liveZero !== null) return;
  call.liveZero = at;
  if (!call.segments.some((s) => s.answeredAt !== null)) call.ringZero = at;
};

const isWithGroup = (call: CallState, group: string): boolean => call.segments.some((s) => s.endedAt === null && s.group === group);

/** The first device a group rings takes the queued segment over: same number, ring time from the queue start (rule set 1 §3.3). */
export const takeOver = (fold: FoldContext, call: CallState, queue: SegmentState, device: string, at: EpochMs): SegmentState => {
  const flags = deviceOf(fold, device, call.node);
  if (queue.group !== null) dropParty(fold, call, queue.group, at);
  queue.kind = 'device';
  queue.device = device;
  queue.agent = agentAt(fold, device, call.node);
  queue.rings = flags?.notRung !== true;
  queue.answers = flags?.notAnswering !== true;
  queue.dirty = true;
  call.position = null;
  call.left = null;
  call.transfer = null;
  return queue;
};

export const onRinging = (fold: FoldContext, event: CallEventOf<'ringing'>): void => {
  const found = findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  const line = isLine(fold, event.device, event.node, event.deviceType);
  const call = line ? joinDeeLeg(fold, found.call, event) : found.call;
  learn(fold, call, event);
  if (line) {
    const from = event.callingDevice !== null && !isTrunk(fold, event.callingDevice, call.node) ? event.callingDevice : null;
    openOutbound(fold, call, {
      trunk: event.device,
      digits: event.outsideNumber,
      device: from,
      at: event.at,
      dee: isDeeLeg(fold, call, event),
    });
    if (call.parties[event.device] !== 'connected') setParty(fold, call, event.device, 'alerting');
    return;
  }
  ringDevice(fold, call, event);
};

const ringDevice = (fold: FoldContext, call: CallState, event: CallEventOf<'ringing'>): void => {
  const { device, at } = event;
  const flags = deviceOf(fold, device, call.node);
  const open = openAt(call, device);
  if (open !== undefined) {
    // Copies and resyncs of a phone that rings already; a held call that rings its own holder stays on hold.
    if (open.group === null && event.huntGroup !== null && open.answeredAt === null && event.copyOf !== null) {
      open.group = event.huntGroup;
      open.dirty = true;
    }
    if (open.heldSince !== null && call.parties[device] === 'held') return;
    if (call.parties[device] === undefined) setParty(fold, call, device, 'alerting');
    return;
  }
  if (flags?.notRung === true && waitingAtGroup(call) !== undefined) return;
  // A copy of ringing at a phone that has left meanwhile opens nothing, nor does a resync a second stay.
  if ((event.copyOf !== null || event.resync !== null) && call.segments.some((s) => s.device === device)) return;
  const group = event.huntGroup !== null && isGroup(fold, event.huntGroup, call.node) ? event.huntGroup : null;
  const named = event.huntGroup ?? group;
  const queue = queuedAt(call, named);
  if (named !== null) enterGroup(fold, call, named, at, !isWithGroup(call, named) && call.left?.group !== named);
  const takes = queue !== undefined && (named !== null || queue.group !== null);
  let segment: SegmentState;
  if (takes && queue !== undefined) {
    segment = takeOver(fold, call, queue, device, at);
  } else
    segment = openSegment(fold, call, {
      kind: 'device',
      device,
      group: named,
      at,
      recall: event.cause === 27,
      callingDevice: event.callingDevice,
    });
  markRinging(call, segment);
  setParty(fold, call, device, 'alerting');
  markDee(fold, call, event);
};

/** Cause of a queueing for an outgoing line; no hunt group holds the call then. */
const trunksBusy = 33;

export const onQueued = (fold: FoldContext, event: CallEventOf<'queued'>): void => {
  const found = findOrStartCall(fold, event.node, event.callId, event.at, event.resync);
  if (found === null || found.past) return;
  const { call } = found;
  const group = event.device;
  learn(fold, call, event);
  if (event.cause === trunksBusy || isTrunk(fold, group, call.node)) return;
  call.position = event.position ?? call.position;
  if (queuedAt(call, group) !== undefined) return;
  if (event.copyOf !== null && call.segments.some((s) => s.group === group)) return;
  const rung = call.segments.find(
    (s) => s.endedAt === null && s.answeredAt === null && s.group === group && s.kind === 'device' && s.rings,
  );
  if (rung !== undefined) {
    closeSegment(rung, 'diverted', { at: event.at, event: 'QU', cause: event.cause, by: 'pbx' });
    if (rung.device !== null) dropParty(fold, call, rung.device, event.at);
  }
  enterGroup(fold, call, group, event.at, !isWithGroup(call, group) && rung === undefined && call.left?.group !== group);
  const segment = openSegment(fold, call, { kind: 'queue', device: null, group, at: event.at });
  markRinging(call, segment);
  setParty(fold, call, group, 'queued');
};
