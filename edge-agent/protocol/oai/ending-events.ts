import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, isLonger, readTail, text } from './fields.ts';
import type { OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/** FA: call, failed_ext, called_number, cnx, cause. Printed with a blank call id too; without one it belongs to no call (rule set 1 §6). */
export const failedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'failed'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no failed device');
  const tail = readTail(f, 7, 8, 9);
  return {
    kind: 'failed',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    calledNumber: tail.shifted ? null : text(f, 6),
  };
};

/** XC: call, cleared_ext, terminating_ext, cnx (of the monitored device; blank when the other party left), cause. */
export const partyClearedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'partyCleared'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no cleared device');
  const tail = readTail(f, 7, 8, 9);
  return {
    kind: 'partyCleared',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    terminatingDevice: tail.shifted ? null : device(f, 6),
  };
};

/** CC: call, cause[, transferred_call, transfer_dest]. Only call monitors send it. */
export const callClearedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'callCleared'>> => {
  const { f } = line;
  const callId = text(f, 4);
  if (callId === null) return reject(line, 'no call id');
  const tail = readTail(f, 8, 5, 8);
  return {
    kind: 'callCleared',
    ...envelopeOf(line, context, 7, device(f, 7)),
    callId,
    monitored: context.monitored,
    connection: null,
    cause: tail.cause,
    transferredCallId: text(f, 6),
    transferDestination: device(f, 7),
  };
};

/** CI: call, ext, account[, name, number]. */
export const callInfoEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'callInfo'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no device');
  const longer = isLonger(f, 9);
  return {
    kind: 'callInfo',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: null,
    cause: null,
    device: subject,
    accountCode: text(f, 6),
    name: longer ? null : text(f, 7),
    number: longer ? null : text(f, 8),
  };
};
