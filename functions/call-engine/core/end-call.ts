import { epochMs } from '../../domain/ids.ts';
import { changeCall, type FoldContext, openSegments, reportAnomaly, writable } from './fold-context.ts';
import { removeParty } from './parties.ts';
import { publish } from './publish.ts';
import { closeSegment, type Ending } from './segments.ts';
import type { CallState, PartyState, SegmentState } from './state.ts';

/** The one that began to ring last, in line order; none when nothing counts as rung. */
const lastRung = (segments: readonly SegmentState[]): SegmentState | undefined => {
  const rung = segments.filter((s) => (s.kind === 'device' || s.kind === 'queue') && s.rings && s.rang > 0);
  return rung.sort((a, b) => a.rang - b.rang).at(-1);
};

/** Somebody else took the call while it rang here: refused, whenever its own line comes (rule set 1 §3.2). */
const answeredElsewhere = (call: CallState, segment: SegmentState): boolean =>
  call.segments.some((other) => !other.joined && other.answeredAt !== null && other.answeredAt > segment.startedAt);

/** A line nobody answered; that of a personal router was refused when another device of the person answered (rule set 1 §5). */
export const leftLine = (call: CallState, segment: SegmentState): 'refused' | 'unanswered' =>
  segment.dee && answeredElsewhere(call, segment) ? 'refused' : 'unanswered';

/** Of what still waits when the caller goes: the last rung of an inbound external call is lost, the rest refused (rule set 1 §5, §8.7). */
const closeWaiting = (call: CallState, waiting: readonly SegmentState[], ending: Ending): void => {
  const lost = call.originIsTrunk ? lastRung(waiting.filter((s) => !s.busy && !answeredElsewhere(call, s))) : undefined;
  for (const segment of waiting) {
    if (segment.kind === 'failed') closeSegment(segment, 'failed', ending);
    else if (segment.kind === 'outbound') closeSegment(segment, leftLine(call, segment), ending);
    else closeSegment(segment, segment === lost ? 'lost' : 'refused', ending);
  }
};

/** A lost call has exactly one lost segment, also when nothing rang any more as the caller went (rule set 1 §8.7). */
const ensureOneLost = (call: CallState): void => {
  if (!call.originIsTrunk || call.segments.some((s) => s.answeredAt !== null || s.outcome === 'lost')) return;
  const inside = call.segments.filter((s) => s.kind === 'device' || s.kind === 'queue');
  const candidates = inside.length > 0 ? inside : call.segments;
  const lost = lastRung(candidates) ?? candidates[0];
  if (lost === undefined) return;
  lost.outcome = 'lost';
  lost.dirty = true;
};

/** Ids of the call are remembered for a while, so that its last copies open nothing. */
const forget = (fold: FoldContext, call: CallState, at: number): void => {
  delete writable(fold, 'calls')[call.key];
  const ended = writable(fold, 'ended');
  ended[call.key] = epochMs(at);
  for (const alias in fold.state.aliases)
    if (fold.state.aliases[alias]?.to === call.key) {
      delete writable(fold, 'aliases')[alias];
      ended[alias] = epochMs(at);
    }
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
  forget(fold, call, ending.at);
  publish(fold, call, ending.by);
  if (call.segments.length === 0)
    reportAnomaly(fold, 'noSegment', ending.at, call.id, `call ${call.pbxCallId} was cleared before anything rang`);
};

/** Ends what the PBX forgot: at the last instant an event or resync named the call (rule set 1 §4). */
export const endInferred = (fold: FoldContext, call: CallState, why: string): void => {
  reportAnomaly(fold, 'inferredEnd', call.lastAt, call.id, why);
  endCall(fold, changeCall(fold, call), { at: call.lastAt, event: null, cause: null, by: 'inferred' });
};

const isThrough = (state: PartyState): boolean => state === 'connected' || state === 'held' || state === 'initiated';

/**
 * Whether a call is over after a party left that stood like `left` (undefined: it was never heard of). It is when nobody is through, or
 * only one of those who talked; a caller whom a phone that only rang, or an announcement, leaves goes on waiting.
 */
export const isOver = (call: CallState, left: PartyState | undefined): boolean => {
  const states = Object.values(call.parties);
  const through = states.filter(isThrough).length;
  if (through !== 1) return through === 0;
  if (left !== undefined) return isThrough(left) && !states.some((state) => state === 'alerting' || state === 'queued');
  return states.length === 1 && openSegments(call).some((s) => s.answeredAt !== null);
};
