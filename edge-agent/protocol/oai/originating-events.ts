import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, partyType, readTail, text } from './fields.ts';
import type { OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Initiated = Extract<UnnumberedEvent, { kind: 'initiated' }>;
type Originated = Extract<UnnumberedEvent, { kind: 'originated' }>;

/** SI: call, ext, cnx, cause[, callback_target]. */
export const initiatedEvent = (line: OaiEventLine, context: LineContext): Parsed<Initiated> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no device');
  const tail = readTail(f, 6, 7, 9);
  return {
    kind: 'initiated',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    callbackTarget: tail.shifted ? null : device(f, 8),
  };
};

/** OR: call, calling_ext, caller_number, calling_type, dialed, account, cnx, cause. Of an inbound call calling_ext is the trunk. */
export const originatedEvent = (line: OaiEventLine, context: LineContext): Parsed<Originated> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no calling device');
  const callingType = partyType(f[7]);
  const tail = readTail(f, 10, 11, 12);
  const typed = callingType !== undefined;
  return {
    kind: 'originated',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: typed ? tail.connection : null,
    cause: typed ? tail.cause : null,
    device: subject,
    trunk: null,
    callerNumber: text(f, 6),
    callingType: callingType ?? null,
    dialled: typed ? text(f, 8) : null,
    // A missing comma moves the connection state here.
    accountCode: typed && !tail.shifted ? text(f, 9) : null,
  };
};

/** NT: call, trunk_ext, dialed, cnx, cause. The line does not say who dials. */
export const networkReachedEvent = (line: OaiEventLine, context: LineContext): Parsed<Originated> => {
  const { f } = line;
  const callId = text(f, 4);
  const trunk = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (trunk === null) return reject(line, 'no trunk');
  const tail = readTail(f, 7, 8, 9);
  return {
    kind: 'originated',
    ...envelopeOf(line, context, 5, trunk),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: null,
    trunk,
    callerNumber: null,
    callingType: null,
    dialled: tail.shifted ? null : text(f, 6),
    accountCode: null,
  };
};
