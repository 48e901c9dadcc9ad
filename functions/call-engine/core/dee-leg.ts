import type { CallEventOf } from '../../domain/call-event.ts';
import { changeCall, type FoldContext } from './fold-context.ts';
import { joinCalls } from './on-transferred.ts';
import { addTrunk, isLineOf, setParty } from './parties.ts';
import { deviceOf } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

/** What a line says of whom a call looks for; an answer names no group. */
type Ringing = Pick<
  CallEventOf<'ringing'>,
  'at' | 'node' | 'resync' | 'callingDevice' | 'originallyCalled' | 'lastRedirection' | 'huntGroup'
>;

/** Called for one person: an extension, or the group of a personal router. What this line says was called counts, not what was called first. */
const isPersonal = (fold: FoldContext, call: CallState, event: Ringing): boolean => {
  const { originallyCalled, huntGroup: group } = event;
  const called = originallyCalled === null ? null : deviceOf(fold, originallyCalled, call.node);
  if (called?.type === 'extension' || called?.personal === true) return true;
  return group !== null && deviceOf(fold, group, call.node)?.personal === true;
};

/** Stays at which the person is being looked for. The phone a call was redirected from has left, whether its divert was seen or not. */
const alertedIn = (call: CallState, event: Ringing): SegmentState[] =>
  call.segments.filter(
    (s) =>
      s.endedAt === null &&
      s.answeredAt === null &&
      s.rings &&
      (s.kind === 'device' || (s.kind === 'outbound' && s.dee)) &&
      s.device !== event.lastRedirection,
  );

const mark = (alerted: readonly SegmentState[]): void => {
  for (const segment of alerted) {
    segment.dee = true;
    segment.dirty = true;
  }
};

/** Two devices of one person alerted at once (rule set 1 §3.8). */
export const markDee = (fold: FoldContext, call: CallState, event: Ringing): void => {
  const alerted = alertedIn(call, event);
  if (alerted.length < 2 || !isPersonal(fold, call, event)) return;
  mark(alerted);
};

/** An outside number is alerted while another device of the person still is; the others count as DEE from then on, too. */
export const isDeeLeg = (fold: FoldContext, call: CallState, event: Ringing): boolean => {
  const alerted = alertedIn(call, event);
  if (alerted.length === 0 || !isPersonal(fold, call, event)) return false;
  mark(alerted);
  return true;
};

const ringsFor = (call: CallState, event: Ringing): boolean =>
  call.segments.some(
    (s) => s.endedAt === null && s.answeredAt === null && s.kind === 'device' && s.group !== null && s.group === event.huntGroup,
  ) ||
  (call.originallyCalled !== null && call.originallyCalled === event.originallyCalled && alertedIn(call, event).length > 0);

/** The call that looks for the person an outside number is alerted for under an id of its own: a line it comes from is that call's caller. */
const hostOf = (fold: FoldContext, leg: CallState, event: Ringing): CallState | undefined => {
  if (event.resync !== null || leg.segments.some((s) => s.kind !== 'outbound' || s.answeredAt !== null) || !isPersonal(fold, leg, event))
    return undefined;
  const { callingDevice: from } = event;
  const line = from !== null && isLineOf(fold, leg, from);
  // A call from outside that was sent on to another number is no leg of the next call for the same person.
  if (leg.originIsTrunk && !line) return undefined;
  return Object.values(fold.state.calls).find(
    (call) => call.key !== leg.key && call.node === leg.node && (!line || call.parties[from] !== undefined) && ringsFor(call, event),
  );
};

/**
 * The call a line that rings belongs to: an external leg of a personal router under its own id joins the call it looks for the person for
 * (rule set 1 §3.8). Unlike a consultation it answers that call, so its stays are the call's own.
 */
export const joinDeeLeg = (fold: FoldContext, leg: CallState, event: Ringing): CallState => {
  const known = hostOf(fold, leg, event);
  if (known === undefined) return leg;
  const host = changeCall(fold, known);
  const lines = Object.entries(leg.parties).filter(([device]) => device !== event.callingDevice && isLineOf(fold, leg, device));
  const { position, dialled } = host;
  for (const device of Object.keys(host.parties)) host.memberIds[device] ??= host.pbxCallId;
  const before = host.segments.length;
  mark(alertedIn(host, event));
  joinCalls(fold, host, changeCall(fold, leg), false, event.at);
  Object.assign(host, { position, dialled });
  mark(host.segments.slice(before));
  for (const segment of host.segments.slice(before)) segment.joined = false;
  for (const [line, state] of lines) {
    addTrunk(fold, host, line);
    setParty(fold, host, line, state);
  }
  return host;
};
