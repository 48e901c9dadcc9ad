import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, partyType, readTail, text } from './fields.ts';
import type { OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/**
 * ES: call, answer_ext, answer_outside_no, answer_type, calling_ext, caller_no, trunk_no, calling_type, orig_called, last_redir, cnx, cause.
 * It counts as answered with any cause (rule set 1 §6).
 */
export const answeredEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'answered'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no answering device');
  const deviceType = partyType(f[7]);
  const callingType = deviceType === undefined ? undefined : partyType(f[11]);
  const first = deviceType !== undefined;
  const second = callingType !== undefined && f[12] !== 'I' && f[12] !== 'E';
  const tail = readTail(f, 14, 15, 16);
  return {
    kind: 'answered',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: second ? tail.connection : null,
    cause: second ? tail.cause : null,
    device: subject,
    outsideNumber: text(f, 6),
    deviceType: deviceType ?? null,
    callingDevice: first ? device(f, 8) : null,
    callerNumber: first ? text(f, 9) : null,
    trunkNumber: second ? text(f, 10) : null,
    callingType: callingType ?? null,
    originallyCalled: second ? device(f, 12) : null,
    lastRedirection: second && !tail.shifted ? device(f, 13) : null,
  };
};

/** HE: call, holding_ext, cnx, cause. */
export const heldEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'held'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no holding device');
  const tail = readTail(f, 6, 7, 8);
  return {
    kind: 'held',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
  };
};

/** RE: call, retrieving_ext, cnx, cause, internal_retrieved_ext, outside_no, trunk_no, type. */
export const retrievedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'retrieved'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no retrieving device');
  const tail = readTail(f, 6, 7, 12);
  const callingType = partyType(f[11]);
  const sound = !tail.shifted && callingType !== undefined;
  return {
    kind: 'retrieved',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    otherDevice: sound ? device(f, 8) : null,
    outsideNumber: sound ? text(f, 9) : null,
    trunkNumber: sound ? text(f, 10) : null,
    callingType: sound ? callingType : null,
  };
};
