import type { Call, CallOutcome, Segment, SegmentOutcome } from '../../../../functions/domain/segment.ts';

/** What rows of the list and of a call's segments have in common. */
type Row = Pick<Call, 'callType' | 'direction'>;

export const outcomeWords: Readonly<Record<CallOutcome | SegmentOutcome, string>> = {
  answered: 'Answered',
  lost: 'Lost',
  unanswered: 'Unanswered',
  failed: 'Failed',
  inProgress: 'In progress',
  transferred: 'Transferred',
  refused: 'Not taken',
  diverted: 'Moved on',
  overflowed: 'Overflowed',
};

export const directionWord = ({ callType, direction }: Row): 'Inbound' | 'Outbound' | 'Internal' => {
  if (callType === 'internal') return 'Internal';
  return direction === 'in' ? 'Inbound' : 'Outbound';
};

export interface Party {
  /** What to print large; never empty. */
  readonly main: string;
  /** The number beside a name; empty when `main` is the number. */
  readonly extra: string;
}

const party = (name: string | null, number: string | null, otherwise: string): Party => {
  if (name !== null && name !== '' && name !== number) return { main: name, extra: number ?? '' };
  return { main: number !== null && number !== '' ? number : otherwise, extra: '' };
};

const outside = (row: Call | Segment): Party =>
  party(row.contactName ?? row.speedDialName, row.outsideNumber, row.direction === 'in' ? 'Withheld' : 'No number');
const caller = (row: Call | Segment): Party =>
  party(row.callingAgentName ?? row.callingUserName ?? row.callingExtensionName, row.callingExtension, 'Unknown');

/** Device of the row in words: agent before extension, group when no phone was reached. */
export const deviceOf = (row: Call | Segment): Party => {
  if (row.extension === null && row.agent === null) return party(row.huntGroupName, row.huntGroup, 'Unknown');
  return party(row.agentName ?? row.userName ?? row.extensionName, row.extension ?? row.agent, 'Unknown');
};

export const fromOf = (row: Call | Segment): Party => {
  if (row.callType === 'internal') return caller(row);
  return row.direction === 'in' ? outside(row) : row.callingExtension === null ? deviceOf(row) : caller(row);
};

export const toOf = (row: Call | Segment): Party => {
  if (row.callType === 'external' && row.direction === 'out') return outside(row);
  const device = deviceOf(row);
  return device.main === 'Unknown' && row.outcome === 'inProgress' ? { main: 'Nobody yet', extra: '' } : device;
};

/** A stay at a device that does not ring, such as an attendant or an announcement: the call was there for a time, and no phone rang. */
export const isSilentStay = (segment: Segment): boolean =>
  !segment.answered &&
  segment.extension !== null &&
  segment.ringMs === 0 &&
  segment.endedAt !== null &&
  segment.endedAt > segment.startedAt &&
  (segment.outcome === 'diverted' || segment.outcome === 'lost');

/** Length of a call row: what has ended is as stored; a running one is as long as it has lasted. */
export const elapsedOf = (call: Call, now: number): number => (call.endedAt === null ? Math.max(0, now - call.startedAt) : call.elapsedMs);

/** Start instant in a logical call id; null when the text is not one. */
export const startInCallId = (id: string): number | null => {
  const tail = /-([0-9a-z]{6,10})$/.exec(id)?.[1];
  return tail === undefined ? null : Number.parseInt(tail, 36);
};
