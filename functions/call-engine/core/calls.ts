import { type EpochMs, epochMs, logicalCallId } from '../../domain/ids.ts';
import { changeCall, type FoldContext, isTrunk, openSegments, phoneKey, reportAnomaly } from './fold-context.ts';
import { startTalking, stopTalking } from './people.ts';
import { closeSegment, type Ending } from './segments.ts';
import type { CallState, PartyState, SegmentState } from './state.ts';

/** Lines of a call that ended less than this ago are its last copies and open nothing. */
const lateCopyMs = 2000;

export const callKeyOf = (node: string, pbxCallId: string): string => `${node}|${pbxCallId}`;

export const newCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs): CallState => {
  const key = callKeyOf(node, pbxCallId);
  delete fold.state.aliases[key];
  delete fold.state.ended[key];
  const call: CallState = {
    key,
    id: logicalCallId(fold.config.id, node, pbxCallId, at),
    pbxCallId,
    node,
    startedAt: at,
    lastAt: at,
    originatedAt: null,
    origin: null,
    originIsTrunk: false,
    parties: {},
    talking: [],
    trunks: [],
    callerNumber: null,
    dialled: null,
    ddi: null,
    trunkName: null,
    accountCode: null,
    originallyCalled: null,
    position: null,
    segments: [],
    segmentsOpened: 0,
    rangCount: 0,
    ringZero: null,
    liveZero: null,
    stateSince: at,
    left: null,
    transfer: null,
    trunkToTrunk: false,
    conference: false,
    unconfirmed: false,
    published: null,
  };
  fold.state.calls[key] = call;
  fold.owned.add(key);
  fold.dirtyCalls.add(key);
  return call;
};

export interface Found {
  readonly call: CallState;
  /** The id is that of a consultation that is over. */
  readonly past: boolean;
}

/** The live call an id stands for, made changeable and marked as seen; null when there is none. */
export const findCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs, resync: string | null): Found | null => {
  const key = callKeyOf(node, pbxCallId);
  const alias = fold.state.aliases[key];
  const known = fold.state.calls[alias?.to ?? key];
  if (known === undefined) return null;
  const call = changeCall(fold, known);
  if (at > call.lastAt) call.lastAt = at;
  call.unconfirmed = false;
  if (resync !== null) {
    const running = fold.state.resyncs[resync];
    if (running !== undefined && !running.calls.includes(call.key))
      fold.state.resyncs[resync] = { ...running, calls: [...running.calls, call.key] };
  }
  return { call, past: alias?.past === true };
};

/** As `findCall`, but an id not seen before begins a call, unless it is the last copy of one that just ended. */
export const findOrStartCall = (fold: FoldContext, node: string, pbxCallId: string, at: EpochMs, resync: string | null): Found | null => {
  const found = findCall(fold, node, pbxCallId, at, resync);
  if (found !== null) return found;
  const endedAt = fold.state.ended[callKeyOf(node, pbxCallId)];
  if (endedAt !== undefined && resync === null && at - endedAt < lateCopyMs) return null;
  const call = newCall(fold, node, pbxCallId, at);
  if (resync !== null) {
    const running = fold.state.resyncs[resync];
    if (running !== undefined) fold.state.resyncs[resync] = { ...running, calls: [...running.calls, call.key] };
  }
  return { call, past: false };
};

export const setParty = (fold: FoldContext, call: CallState, device: string, state: PartyState, at: EpochMs): void => {
  if (call.parties[device] === state) return;
  call.parties[device] = state;
  call.stateSince = at;
  markDevice(fold, call, device);
  if (isTrunk(fold, device, call.node)) addTrunk(fold, call, device);
};

const markDevice = (fold: FoldContext, call: CallState, device: string): void => {
  fold.dirty.extensions.add(phoneKey(fold, device, call.node));
  fold.dirty.trunks.add(device);
  fold.dirty.queues.add(device);
};

export const addTrunk = (fold: FoldContext, call: CallState, trunk: string): void => {
  if (call.trunks.includes(trunk)) return;
  call.trunks.push(trunk);
  for (const segment of call.segments) segment.dirty = true;
  fold.dirty.trunks.add(trunk);
  for (const other of Object.values(fold.state.calls))
    if (other.key !== call.key && other.parties[trunk] !== undefined)
      reportAnomaly(fold, 'twoCallsOnTrunk', call.lastAt, call.id, `trunk ${trunk} is also in ${other.id}`);
};

/** Everybody who is through to somebody talks from the answer on. */
export const talkFrom = (fold: FoldContext, call: CallState, at: EpochMs): void => {
  for (const [device, state] of Object.entries(call.parties))
    if ((state === 'connected' || state === 'held') && !isTrunk(fold, device, call.node)) startTalking(fold, call, device, at);
};

/** A device that talks from now on, unless it is a line. */
export const startParty = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (!isTrunk(fold, device, call.node)) startTalking(fold, call, device, at);
};

export const removeParty = (fold: FoldContext, call: CallState, device: string, at: EpochMs): void => {
  if (call.parties[device] !== undefined) {
    delete call.parties[device];
    call.stateSince = at;
  }
  markDevice(fold, call, device);
  const phone = fold.state.phones[phoneKey(fold, device, call.node)];
  if (phone !== undefined || call.talking.includes(device)) stopTalking(fold, call, device, at);
};

const isInboundExternal = (call: CallState): boolean => call.originIsTrunk;

const lostOrder = (a: SegmentState, b: SegmentState): number =>
  Number(a.rings) - Number(b.rings) || a.rang - b.rang || a.startedAt - b.startedAt || a.no - b.no;

/** Of what still waits when the caller goes: the last rung of an inbound external call is lost, the rest refused (rule set 1 §5, §8.7). */
const closeWaiting = (call: CallState, waiting: readonly SegmentState[], ending: Ending): void => {
  const rung = waiting.filter((s) => s.kind !== 'outbound' && s.kind !== 'failed');
  const lost = isInboundExternal(call) && rung.some((s) => s.rings) ? [...rung].sort(lostOrder).at(-1) : undefined;
  for (const segment of waiting) {
    if (segment.kind === 'failed') closeSegment(segment, 'failed', ending);
    else if (segment.kind === 'outbound') closeSegment(segment, 'unanswered', ending);
    else closeSegment(segment, segment === lost ? 'lost' : 'refused', ending);
  }
};

/** A lost call has exactly one lost segment, also when nothing rang any more as the caller went (rule set 1 §8.7). */
const ensureOneLost = (call: CallState): void => {
  if (!isInboundExternal(call) || call.segments.some((s) => s.answeredAt !== null || s.outcome === 'lost')) return;
  const candidates = call.segments.filter((s) => s.kind === 'device' || s.kind === 'queue');
  const rung = candidates.filter((s) => s.rings && s.rang > 0);
  const lost = rung.length > 0 ? [...rung].sort((a, b) => a.startedAt - b.startedAt || a.no - b.no).at(-1) : candidates[0];
  if (lost === undefined) return;
  lost.outcome = 'lost';
  lost.dirty = true;
};

export const endCall = (fold: FoldContext, call: CallState, ending: Ending): void => {
  const open = openSegments(call);
  for (const segment of open) if (segment.answeredAt !== null) closeSegment(segment, 'answered', ending);
  closeWaiting(
    call,
    open.filter((s) => s.answeredAt === null),
    ending,
  );
  ensureOneLost(call);
  for (const device of [...Object.keys(call.parties), ...call.talking]) removeParty(fold, call, device, ending.at);
  for (const segment of call.segments) if (segment.group !== null) fold.dirty.queues.add(segment.group);
  delete fold.state.calls[call.key];
  fold.state.ended[call.key] = epochMs(ending.at);
  for (const [alias, { to }] of Object.entries(fold.state.aliases))
    if (to === call.key) {
      delete fold.state.aliases[alias];
      fold.state.ended[alias] = epochMs(ending.at);
    }
  fold.closedCalls.push(call);
  fold.goneCalls.add(call.id);
  if (call.segments.length === 0)
    reportAnomaly(fold, 'noSegment', ending.at, call.id, `call ${call.pbxCallId} was cleared before anything rang`);
};

/** Ends what the PBX forgot: at the last instant an event or resync named the call (rule set 1 §4). */
export const endInferred = (fold: FoldContext, call: CallState, why: string): void => {
  reportAnomaly(fold, 'inferredEnd', call.lastAt, call.id, why);
  endCall(fold, changeCall(fold, call), { at: call.lastAt, event: null, cause: null, by: 'inferred' });
};

/** After a party left: nobody is left to talk to, or nobody who waits for an answer. */
export const endIfAlone = (fold: FoldContext, call: CallState, ending: Ending): void => {
  const states = Object.values(call.parties);
  const through = states.filter((state) => state === 'connected' || state === 'held' || state === 'initiated').length;
  if (states.length <= 1 || through === 0) endCall(fold, call, ending);
};
