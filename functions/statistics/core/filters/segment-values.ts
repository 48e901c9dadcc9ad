import type { Segment } from '../../../domain/segment.ts';
import type { FlagField, RangeField, TextField } from './filter.ts';
import { callerColumns, type FilterContext, isCallerField } from './filter-context.ts';

/** The text of a field in a segment; null = the segment has none. */
export const textOf = (segment: Segment, field: TextField, context: FilterContext): string | null => {
  if (isCallerField(field)) return segment[context.seenFrom === 'caller' && segment.callType === 'internal' ? callerColumns[field] : field];
  switch (field) {
    case 'tag1':
      return segment.tags[0];
    case 'tag2':
      return segment.tags[1];
    case 'tag3':
      return segment.tags[2];
    case 'tag4':
      return segment.tags[3];
    case 'tag5':
      return segment.tags[4];
    case 'callId':
      return segment.pbxCallId;
    case 'huntGroup':
    case 'huntGroupName':
    case 'trunk':
    case 'outsideNumber':
    case 'ddi':
    case 'dnis':
    case 'contactName':
    case 'speedDialName':
    case 'accountCode':
    case 'logicalCallId':
      return segment[field];
  }
};

/** The one segment of a failed internal attempt stands at who made it (rule set 1 §3.6): from its device, too, it was made. */
export const directionMatches = (segment: Segment, direction: 'in' | 'out', context: FilterContext): boolean => {
  if (segment.callType === 'external') return segment.direction === direction;
  if (context.seenFrom === undefined) return true;
  return direction === (context.seenFrom === 'caller' || segment.outcome === 'failed' ? 'out' : 'in');
};

/** Failed before a trunk was seized (rule set 1 §5, §8.9). */
const failedWithoutTrunk = (segment: Segment): boolean => segment.outcome === 'failed' && segment.trunk === null;

/** What the Completed figure counts; an attempt that never got a trunk is neither completed nor in progress. */
export const statusMatches = (segment: Segment, status: 'completed' | 'inProgress'): boolean =>
  status === 'inProgress' ? segment.endedAt === null : segment.endedAt !== null && !failedWithoutTrunk(segment);

const isOutboundExternal = (segment: Segment): boolean => segment.callType === 'external' && segment.direction === 'out';

export const flagOf = (segment: Segment, field: FlagField, context: FilterContext): boolean => {
  switch (field) {
    case 'answered':
      return segment.answered;
    case 'lost':
      return segment.outcome === 'lost';
    case 'contactMatch':
      return segment.callType === 'external' && segment.contactName !== null && segment.contactName !== '';
    case 'trunkToTrunk':
      return segment.trunkToTrunk;
    case 'invalidDialledNumber':
      return isOutboundExternal(segment) && failedWithoutTrunk(segment);
    case 'serviceCodes':
      return isOutboundExternal(segment) && segment.outsideNumber !== null && context.dialPlan.serviceCodes.includes(segment.outsideNumber);
  }
};

/** In ms; null = not final yet: ringing until answered or ended, the others until ended (rule set 1 §8.5). */
export const durationOf = (segment: Segment, field: RangeField): number | null => {
  const ended = segment.endedAt !== null;
  switch (field) {
    case 'duration':
      return ended ? segment.ringMs + segment.talkMs + segment.holdMs : null;
    case 'talk':
      return ended ? segment.talkMs : null;
    case 'ring':
      return ended || segment.answered ? segment.ringMs : null;
  }
};
