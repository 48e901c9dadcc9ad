import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, readTail, text } from './fields.ts';
import { numberOf, type OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/** DI: call, from_ext, new_dest_ext, to_outside_no, cnx, cause. */
export const divertedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'diverted'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no device the call left');
  const tail = readTail(f, 8, 9, 10);
  return {
    kind: 'diverted',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    newDestination: device(f, 6),
    outsideNumber: tail.shifted ? null : text(f, 7),
  };
};

/**
 * TR: transferred_call, transferring_ext, transferred_ext, announcement_call, dest_ext, |name|, number, |trunk_name|, trunk_no, cnx, cause.
 * The destination's copy alone tells blind (alerting) from announced (connected).
 */
export const transferredEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'transferred'>> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no transferred call id');
  if (subject === null) return reject(line, 'no transferring device');
  const tail = readTail(f, 13, 14, 15);
  const sound = !tail.shifted;
  return {
    kind: 'transferred',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    transferredDevice: device(f, 6),
    announcementCallId: text(f, 7),
    destination: device(f, 8),
    callerName: sound ? text(f, 9) : null,
    callerNumber: sound ? text(f, 10) : null,
    trunkName: sound ? text(f, 11) : null,
    trunkNumber: sound ? text(f, 12) : null,
  };
};

/** More members than any conference of these systems has. */
const maxMembers = 64;

/** CO: subject_ext, primary_call, secondary_call, controller_ext, n, (ext, call) x n, cnx, cause. One line per member. */
export const conferencedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'conferenced'>> => {
  const { f } = line;
  const subject = device(f, 4);
  const primary = text(f, 5);
  if (primary === null) return reject(line, 'no primary call id');
  if (subject === null) return reject(line, 'no subject device');
  const n = numberOf(f[8]);
  if (n === null || n > maxMembers) return reject(line, 'no count of members');
  const members: { device: string; callId: string }[] = [];
  for (let i = 0; i < n; i++) {
    const member = device(f, 9 + 2 * i);
    const callId = text(f, 10 + 2 * i);
    if (member === null || callId === null) return reject(line, `member ${i + 1} of ${n} has no device or call id`);
    members.push({ device: member, callId });
  }
  const tail = readTail(f, 9 + 2 * n, 10 + 2 * n, 11 + 2 * n);
  return {
    kind: 'conferenced',
    ...envelopeOf(line, context, 4, subject),
    callId: primary,
    monitored: context.monitored,
    connection: tail.connection,
    cause: tail.cause,
    device: subject,
    primaryCallId: primary,
    secondaryCallId: text(f, 6),
    controller: device(f, 7),
    members,
  };
};
