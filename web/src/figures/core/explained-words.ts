import type { ExplainedPart, ExplainedRow, PartId } from './public-types.ts';

const sideWords: Readonly<Record<string, string>> = { in: 'Inbound', out: 'Outbound', both: 'Internal, both sides' };

/** `Inbound`, `Outbound`; of internal calls which side is counted. */
export const sideWord = ({ callType, side }: Pick<ExplainedRow, 'callType' | 'side'>): string => {
  if (side === null) return '–';
  if (callType !== 'internal') return sideWords[side] ?? side;
  if (side === 'in') return 'Internal, received';
  if (side === 'out') return 'Internal, made';
  return 'Internal';
};

const outcomes: Readonly<Record<string, string>> = {
  answered: 'Answered',
  transferred: 'Transferred',
  lost: 'Lost',
  unanswered: 'Unanswered',
  failed: 'Failed',
  inProgress: 'In progress',
  refused: 'Refused',
  diverted: 'Diverted',
  overflowed: 'Overflowed',
};
const states: Readonly<Record<string, string>> = {
  loggedOut: 'Logged out',
  free: 'Free',
  busy: 'Busy',
  wrap: 'Wrap-up',
  dnd: 'Do not disturb',
  dialling: 'Dialling',
  queued: 'Waiting',
  ringing: 'Ringing',
  connected: 'Connected',
  held: 'On hold',
  failed: 'Failed',
};

/** How it ended, or the state it is in. */
export const outcomeWord = ({ outcome, state }: Pick<ExplainedRow, 'outcome' | 'state'>): string => {
  if (outcome !== null) return outcomes[outcome] ?? outcome;
  return state === null ? '–' : (states[state] ?? state);
};

export const partTitles: Readonly<Record<PartId, string>> = { figure: 'What is counted', part: 'Above the line', whole: 'Below the line' };

/** Whether in and out make up all; the service promises it, and a page that shows a sum checks it. */
export const addsUp = ({ counted, notCounted, all, reasons }: ExplainedPart): boolean =>
  counted + notCounted === all && reasons.reduce((sum, { rows }) => sum + rows, 0) === notCounted;
