import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, partyType, readTail, text } from './fields.ts';
import type { OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Alerting = Extract<UnnumberedEvent, { kind: 'ringing' | 'offered' }>;
type Queued = Extract<UnnumberedEvent, { kind: 'queued' }>;

/**
 * DE and OF: call, alert_ext, alert_outside_no, alert_type, calling_ext, |caller_name|, caller_no, |trunk_name|, trunk_no, calling_type,
 * orig_called, last_redir, account, cnx, cause[, group].
 */
export const alertingEvent = (kind: 'ringing' | 'offered', line: OaiEventLine, context: LineContext): Parsed<Alerting> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no alerted device');
  const deviceType = partyType(f[7]);
  const callingType = deviceType === undefined ? undefined : partyType(f[13]);
  const tail = readTail(f, 17, 18, 20);
  // A party type that is none shows that everything behind it stands elsewhere; so does one in the place of the called device.
  const first = deviceType !== undefined;
  const second = callingType !== undefined && f[14] !== 'I' && f[14] !== 'E';
  const sound = second && !tail.shifted;
  return {
    kind,
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: sound ? tail.connection : null,
    cause: sound ? tail.cause : null,
    device: subject,
    outsideNumber: text(f, 6),
    deviceType: deviceType ?? null,
    callingDevice: first ? device(f, 8) : null,
    callerName: first ? text(f, 9) : null,
    callerNumber: first ? text(f, 10) : null,
    trunkName: first ? text(f, 11) : null,
    trunkNumber: first ? text(f, 12) : null,
    callingType: callingType ?? null,
    originallyCalled: second ? device(f, 14) : null,
    lastRedirection: second ? device(f, 15) : null,
    accountCode: sound ? text(f, 16) : null,
    huntGroup: sound && !tail.longer ? device(f, 19) : null,
  };
};

const isPartyType = (token: string | undefined): boolean => token === 'I' || token === 'E';

/**
 * QU has two shapes. Printed syntax (18 fields): call, queued_ext, calling_ext, |name|, caller_no, |trunk_name|, trunk_no, calling_type,
 * orig_called, last_redir, number_queued, account, cnx, cause. Printed examples (20): outside_no and type follow queued_ext, as in DE.
 */
export const queuedEvent = (line: OaiEventLine, context: LineContext): Parsed<Queued> => {
  const { f } = line;
  const callId = text(f, 4);
  const subject = device(f, 5);
  if (callId === null) return reject(line, 'no call id');
  if (subject === null) return reject(line, 'no queue');
  // A caller named E in the 18-field form has its own party type at 11.
  const long = isPartyType(f[7]) && (isPartyType(f[13]) || !isPartyType(f[11]));
  const from = long ? 8 : 6;
  const callingType = partyType(f[from + 5]);
  const tail = readTail(f, from + 10, from + 11, from + 12);
  const typed = callingType !== undefined;
  const sound = typed && !tail.shifted;
  const position = sound ? (f[from + 8] ?? '') : '';
  return {
    kind: 'queued',
    ...envelopeOf(line, context, 5, subject),
    callId,
    monitored: context.monitored,
    connection: sound ? tail.connection : null,
    cause: sound ? tail.cause : null,
    device: subject,
    callingDevice: device(f, from),
    callerName: text(f, from + 1),
    callerNumber: text(f, from + 2),
    trunkName: text(f, from + 3),
    trunkNumber: text(f, from + 4),
    callingType: callingType ?? null,
    originallyCalled: typed ? device(f, from + 6) : null,
    lastRedirection: typed ? device(f, from + 7) : null,
    position: /^\d{1,6}$/.test(position) ? Number(position) : null,
    accountCode: sound ? text(f, from + 9) : null,
  };
};
