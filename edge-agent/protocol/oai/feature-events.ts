import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, text } from './fields.ts';
import { numberOf, type OaiEventLine } from './line.ts';
import { envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/** DND: ext, |message|, |text|. A blank message means off. */
export const dndEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'dnd'>> => {
  const subject = device(line.f, 4);
  if (subject === null) return reject(line, 'no device');
  return {
    kind: 'dnd',
    ...envelopeOf(line, context, 4, subject),
    monitored: context.monitored,
    device: subject,
    message: text(line.f, 5),
    text: text(line.f, 6),
  };
};

const forwardTypes: Readonly<Record<string, Of<'forward'>['type']>> = {
  I: 'immediate',
  NA: 'noAnswer',
  B: 'busy',
  N: 'none',
  NAB: 'noAnswerOrBusy',
  BNA: 'noAnswerOrBusy',
};

/** FW: ext, dest_ext, outside_no, type. The code of the combined no-answer or busy forward is not documented. */
export const forwardEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'forward'>> => {
  const subject = device(line.f, 4);
  if (subject === null) return reject(line, 'no device');
  return {
    kind: 'forward',
    ...envelopeOf(line, context, 4, subject),
    monitored: context.monitored,
    device: subject,
    destination: device(line.f, 5),
    outsideNumber: text(line.f, 6),
    type: forwardTypes[line.f[7] ?? ''] ?? 'other',
  };
};

/** MW: ext, from_ext, mailbox, count, 1/0. */
export const messageWaitingEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'messageWaiting'>> => {
  const subject = device(line.f, 4);
  if (subject === null) return reject(line, 'no device');
  return {
    kind: 'messageWaiting',
    ...envelopeOf(line, context, 4, subject),
    monitored: context.monitored,
    device: subject,
    from: device(line.f, 5),
    mailbox: text(line.f, 6),
    count: numberOf(line.f[7]),
    on: line.f[8] === '1',
  };
};

/** OL: ext, online 1/0[, device_type, physical_type]. Some phones send it twice. */
export const onlineEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'deviceState'>> => {
  const subject = device(line.f, 4);
  if (subject === null) return reject(line, 'no device');
  const online = line.f[5];
  if (online !== '0' && online !== '1') return reject(line, 'neither online (1) nor offline (0)');
  return {
    kind: 'deviceState',
    ...envelopeOf(line, context, 4, subject),
    monitored: context.monitored,
    device: subject,
    state: online === '1' ? 'online' : 'offline',
    deviceType: text(line.f, 6),
  };
};
