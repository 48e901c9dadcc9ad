import type { CallEventOf } from '../../domain/call-event.ts';
import { type EpochMs, segmentId } from '../../domain/ids.ts';
import { agentAt } from './attribution.ts';
import { callKeyOf, findKnownCall } from './calls.ts';
import { changeCall, type FoldContext, writable } from './fold-context.ts';
import { addTrunk, dropParty, isLineOf, removeParty, setParty } from './parties.ts';
import { phoneOf } from './phones.ts';
import { closeSegment, markRinging, openAt, openSegment } from './segments.ts';
import { isGroup } from './site-view.ts';
import type { CallState } from './state.ts';

/** The consultation a transfer completes: named by TR, else the call its transferrer made to the destination. */
const consultationOf = (fold: FoldContext, held: CallState, event: CallEventOf<'transferred'>): CallState | null => {
  const named = event.announcementCallId === null ? undefined : fold.state.calls[callKeyOf(event.node, event.announcementCallId)];
  if (named !== undefined && named.key !== held.key) return named;
  const { destination } = event;
  if (destination === null) return null;
  // Made while it held the call, so not before that: a call whose end was never told is no consultation of a later one.
  const made = Object.values(fold.state.calls).filter(
    (c) =>
      c.key !== held.key &&
      c.node === held.node &&
      c.startedAt >= held.startedAt &&
      c.origin === event.device &&
      c.parties[destination] !== undefined,
  );
  return made.reduce<CallState | null>((last, c) => (last === null || c.startedAt > last.startedAt ? c : last), null);
};

/** The consultation's segments join the held call after its own, with new numbers (rule set 1 §2). */
export const joinCalls = (fold: FoldContext, held: CallState, other: CallState, past: boolean, at: EpochMs): void => {
  for (const segment of other.segments) {
    const old = segmentId(other.id, segment.no);
    held.segmentsOpened += 1;
    segment.no = held.segmentsOpened;
    segment.joined = true;
    segment.dirty = true;
    if (segment.rang > 0) {
      held.rangCount += 1;
      segment.rang = held.rangCount;
    }
    held.segments.push(segment);
    fold.out.push({ type: 'segmentRetired', segmentId: old, replacedBy: segmentId(held.id, segment.no) });
  }
  if (held.trunks.length === 0 && other.trunks.length > 0) {
    // The line came with the consultation: what is known of the outside is its.
    held.originIsTrunk = other.originIsTrunk;
    held.callerNumber = other.callerNumber;
    held.dialled = other.dialled;
    held.ddi = other.ddi;
    held.trunkName = other.trunkName;
  }
  for (const trunk of other.trunks) addTrunk(fold, held, trunk);
  if (other.accountCode !== null && (other.accountCodeAt ?? 0) >= (held.accountCodeAt ?? 0)) {
    held.accountCode = other.accountCode;
    held.accountCodeAt = other.accountCodeAt;
  }
  held.dialled ??= other.dialled;
  held.position = other.position;
  for (const device of Object.keys(other.parties)) dropParty(fold, other, device, at);
  for (const device of other.talking) {
    const phone = phoneOf(fold, device, other.node);
    phone.talks = [...new Set(phone.talks.map((key) => (key === other.key ? held.key : key)))];
    if (!held.talking.includes(device)) held.talking.push(device);
  }
  delete writable(fold, 'calls')[other.key];
  const aliases = writable(fold, 'aliases');
  for (const [key, alias] of Object.entries(aliases)) if (alias.to === other.key) aliases[key] = { ...alias, to: held.key };
  aliases[other.key] = { to: held.key, past };
  if (other.published !== null) fold.out.push({ type: 'callRetired', was: other.published, replacedBy: held.id });
};

const markTrunkToTrunk = (fold: FoldContext, call: CallState): void => {
  const parties = Object.keys(call.parties);
  if (call.trunks.length < 2 || parties.some((device) => !isLineOf(fold, call, device))) return;
  call.trunkToTrunk = true;
  for (const segment of call.segments) {
    if (segment.kind === 'outbound') segment.trunkToTrunk = true;
    segment.dirty = true;
  }
};

/** TR: blind when nothing was announced, else the consultation becomes part of the held call. */
export const onTransferred = (fold: FoldContext, event: CallEventOf<'transferred'>): void => {
  const found = findKnownCall(fold, event);
  if (found === null || found.past) return;
  const { call } = found;
  const { device: from, destination, at } = event;
  const agent = agentAt(fold, from, call.node);
  const consultation = consultationOf(fold, call, event);
  const there = openAt(call, from);
  // A line the transferrer handed over with the consultation goes on without it.
  const left = there?.joined === true && there.kind === 'outbound' ? undefined : there;
  const first = left !== undefined || call.parties[from] !== undefined;
  if (left !== undefined) {
    left.transferredTo = destination;
    left.transferredToAgent = agentAt(fold, destination, call.node);
    closeSegment(left, left.answeredAt === null ? 'diverted' : 'transferred', { at, event: 'TR', cause: event.cause, by: 'pbx' });
  }
  // A hold of the transferrer on somebody else's segment ends with the transferrer's leaving.
  for (const segment of call.segments) if (segment.holders.includes(from)) segment.holders = segment.holders.filter((h) => h !== from);
  for (const segment of call.segments)
    if (segment.endedAt === null && segment.heldSince !== null && segment.holders.length === 0) {
      segment.holdMs += Math.max(0, at - segment.heldSince);
      segment.heldSince = null;
      segment.dirty = true;
    }
  if (first) {
    removeParty(fold, call, from, at);
    call.transferredBy = { at, device: from };
  }
  if (consultation !== null && destination !== null) {
    const other = changeCall(fold, consultation);
    const state = other.parties[destination] ?? 'connected';
    removeParty(fold, other, from, at);
    for (const segment of other.segments) {
      if (segment.device !== destination && segment.ownTrunk !== destination && segment.group !== destination) continue;
      segment.transferredFrom ??= from;
      segment.transferredFromAgent ??= agent;
    }
    joinCalls(fold, call, other, true, at);
    setParty(fold, call, destination, state);
    markTrunkToTrunk(fold, call);
    return;
  }
  if (destination === null) return;
  if (first && call.transfer === null) call.transfer = { at, from, fromAgent: agent };
  // Ringing at the destination is not guaranteed to follow; its own copy tells.
  const told = event.connection === 'alerting' && !isGroup(fold, destination, call.node);
  if (told && openAt(call, destination) === undefined && call.transfer !== null && call.transfer.from === from) {
    const segment = openSegment(fold, call, { kind: 'device', device: destination, group: null, at });
    markRinging(call, segment);
    setParty(fold, call, destination, 'alerting');
  }
};
