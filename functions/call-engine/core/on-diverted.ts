import type { CallEventOf } from '../../domain/call-event.ts';
import type { SegmentOutcome } from '../../domain/segment.ts';
import { findKnownCall } from './calls.ts';
import type { FoldContext } from './fold-context.ts';
import { dropParty, removeParty } from './parties.ts';
import { closeSegment, openAt } from './segments.ts';
import { deviceOf, isGroup } from './site-view.ts';
import type { CallState, SegmentState } from './state.ts';

const cause = { noAnswerForward: 8, forward: 9, pickup: 11, overflow: 26, recall: 27, deflect: 28 } as const;

/** Members of an agent group are agents; the phone is where one is logged on. */
const memberAgentsAt = (fold: FoldContext, members: readonly string[], extension: string): boolean =>
  members.some((member) => fold.state.agents[member]?.extension === extension);

/** True when the destination certainly is not a member of the group: another group, an application, or not in its known list. */
const isOutside = (fold: FoldContext, call: CallState, group: string, destination: string | null): boolean => {
  if (destination === null) return false;
  if (isGroup(fold, destination, call.node)) return destination !== group;
  if (deviceOf(fold, destination, call.node)?.type === 'application') return true;
  const members = fold.state.directory[group]?.members ?? [];
  return members.length > 0 && !members.includes(destination) && !memberAgentsAt(fold, members, destination);
};

/** Outcome of a segment left unanswered by a divert (rule set 1 §5). */
const outcomeOf = (fold: FoldContext, call: CallState, segment: SegmentState, event: CallEventOf<'diverted'>): SegmentOutcome => {
  if (segment.answeredAt !== null) return 'answered';
  if (segment.busy || event.cause === cause.pickup) return 'refused';
  if (segment.group === null) return 'diverted';
  if (event.cause === cause.overflow || event.cause === cause.recall) return 'overflowed';
  // A member phone's own forward, or its deflect, is that phone's doing.
  const own = event.cause === cause.noAnswerForward || event.cause === cause.forward || event.cause === cause.deflect;
  if (own && segment.kind !== 'queue') return 'diverted';
  return isOutside(fold, call, segment.group, event.newDestination) ? 'overflowed' : 'diverted';
};

/** Stays that a divert from a device ends: the one there, or all that wait for the group when the group itself sends the call away. */
const leavingAt = (fold: FoldContext, call: CallState, event: CallEventOf<'diverted'>): SegmentState[] => {
  const there = openAt(call, event.device);
  if (there !== undefined) return [there];
  // The group sends the call to a member: the device it rings takes the waiting segment over.
  const away = event.cause === cause.overflow || event.cause === cause.recall || event.newDestination === null;
  if (!away && !isOutside(fold, call, event.device, event.newDestination)) return [];
  return call.segments.filter((s) => s.endedAt === null && s.answeredAt === null && s.group === event.device);
};

/** DI: the call left a device, or was sent on before it rang there (rule set 1 §4). */
export const onDiverted = (fold: FoldContext, event: CallEventOf<'diverted'>): void => {
  const found = findKnownCall(fold, event);
  if (found === null || found.past) return;
  const { call } = found;
  const leaving = leavingAt(fold, call, event);
  for (const segment of leaving) {
    const outcome = outcomeOf(fold, call, segment, event);
    closeSegment(segment, outcome, { at: event.at, event: 'DI', cause: event.cause, by: 'pbx' });
    if (segment.device !== null) dropParty(fold, call, segment.device, event.at);
    call.left = { at: event.at, group: segment.group, overflowed: outcome === 'overflowed' };
  }
  if (leaving.length === 0) return;
  call.position = null;
  removeParty(fold, call, event.device, event.at);
};
