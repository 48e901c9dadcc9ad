import type { CallEventOf } from '../../domain/call-event.ts';
import { callKeyOf, findCall } from './calls.ts';
import { changeCall, type FoldContext, writable } from './fold-context.ts';
import { joinCalls } from './on-transferred.ts';
import { setParty, startParty } from './parties.ts';
import { endHold } from './segments.ts';
import type { CallState } from './state.ts';

const calledIn = (event: CallEventOf<'conferenced'>): string[] => [
  ...new Set(
    [event.primaryCallId, event.secondaryCallId, event.callId, ...event.members.map((m) => m.callId)].filter(
      (id): id is string => id !== null && id !== '',
    ),
  ),
];

/** The controller's copy names the primary call; on another member's it is that member's own, so the call that began first stands for it. */
const primaryOf = (event: CallEventOf<'conferenced'>, calls: readonly CallState[]): CallState | undefined =>
  (event.device === event.controller ? calls.find((call) => call.pbxCallId === event.primaryCallId) : undefined) ??
  [...calls].sort((a, b) => a.startedAt - b.startedAt)[0];

/** CO: all calls named in it become one, the one with a line if only one has (rule set 1 §2, §3.9). */
export const onConferenced = (fold: FoldContext, event: CallEventOf<'conferenced'>): void => {
  const ids = calledIn(event);
  const live = ids
    .map((id) => findCall(fold, event.node, id, event.at, event.resync))
    .filter((found) => found !== null && !found.past)
    .map((found) => found?.call)
    .filter((call): call is CallState => call !== undefined);
  const calls = [...new Set(live)];
  const withLine = calls.filter((call) => call.trunks.length > 0);
  const primary = withLine.length === 1 ? withLine[0] : primaryOf(event, calls);
  if (primary === undefined) return;
  const call = changeCall(fold, primary);
  for (const other of calls) {
    if (other === call) continue;
    const states = { ...other.parties };
    joinCalls(fold, call, changeCall(fold, other), false, event.at);
    for (const [device, state] of Object.entries(states)) if (call.parties[device] === undefined) setParty(fold, call, device, state);
  }
  for (const id of ids) {
    const key = callKeyOf(event.node, id);
    if (key !== call.key && fold.state.calls[key] === undefined) writable(fold, 'aliases')[key] = { to: call.key, past: false };
  }
  for (const segment of call.segments) {
    if (segment.endedAt !== null) continue;
    endHold(segment, null, event.at);
    segment.conference = true;
    segment.dirty = true;
  }
  call.conference = true;
  for (const { device, callId } of event.members) {
    call.memberIds[device] = callId;
    if (device === event.controller) call.conferenceId = callId;
    setParty(fold, call, device, 'connected');
    startParty(fold, call, device, event.at);
  }
};
