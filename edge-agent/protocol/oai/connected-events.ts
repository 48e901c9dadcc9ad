import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, partyType, readTail, text } from './fields.ts';
import type { OaiEventLine } from './line.ts';
import { callHead, isRejected, type LineContext, type Parsed } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/**
 * ES: call, answer_ext, answer_outside_no, answer_type, calling_ext, caller_no, trunk_no, calling_type, orig_called, last_redir, cnx, cause.
 * It counts as answered with any cause (rule set 1 §6).
 */
export const answeredEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'answered'>> => {
  const { f } = line;
  const head = callHead(line, context, 'no answering device');
  if (isRejected(head)) return head;
  const deviceType = partyType(f[7]);
  const callingType = deviceType === undefined ? undefined : partyType(f[11]);
  const first = deviceType !== undefined;
  const second = callingType !== undefined && f[12] !== 'I' && f[12] !== 'E';
  const tail = readTail(f, 14, 15, 16);
  return {
    kind: 'answered',
    ...head,
    connection: second ? tail.connection : null,
    cause: second ? tail.cause : null,
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
  const head = callHead(line, context, 'no holding device');
  if (isRejected(head)) return head;
  const tail = readTail(f, 6, 7, 8);
  return {
    kind: 'held',
    ...head,
    connection: tail.connection,
    cause: tail.cause,
  };
};

/** RE: call, retrieving_ext, cnx, cause, internal_retrieved_ext, outside_no, trunk_no, type. */
export const retrievedEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'retrieved'>> => {
  const { f } = line;
  const head = callHead(line, context, 'no retrieving device');
  if (isRejected(head)) return head;
  const tail = readTail(f, 6, 7, 12);
  const callingType = partyType(f[11]);
  const sound = !tail.shifted && callingType !== undefined;
  return {
    kind: 'retrieved',
    ...head,
    connection: tail.connection,
    cause: tail.cause,
    otherDevice: sound ? device(f, 8) : null,
    outsideNumber: sound ? text(f, 9) : null,
    trunkNumber: sound ? text(f, 10) : null,
    callingType: sound ? callingType : null,
  };
};
