import type { UnnumberedEvent } from '../../../functions/domain/call-event.ts';
import { device, text } from './fields.ts';
import { numberOf, type OaiEventLine } from './line.ts';
import { envelopeAtNode, envelopeOf, type LineContext, type Parsed, reject } from './line-context.ts';

type Of<K extends UnnumberedEvent['kind']> = Extract<UnnumberedEvent, { kind: K }>;

/** AG: system_id, node, ext, alarm_no (0 = cleared), |text|, unique_id. */
export const alarmEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'alarm'>> => {
  const { f } = line;
  const number = numberOf(f[7]);
  if (number === null) return reject(line, 'no alarm number');
  return {
    kind: 'alarm',
    ...envelopeAtNode(line, context, f[5]),
    systemId: text(f, 4),
    device: device(f, 6),
    number,
    message: text(f, 8),
    uniqueId: text(f, 9),
    cleared: number === 0,
  };
};

/** LS: node, 1 up / 0 down, reason; no cross-reference. */
export const nodeLinkEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'nodeLink'>> => {
  const { f } = line;
  const node = text(f, 3)?.replace(/:$/, '') ?? null;
  if (node === null) return reject(line, 'no node');
  if (f[4] !== '0' && f[4] !== '1') return reject(line, 'neither up (1) nor down (0)');
  return {
    kind: 'nodeLink',
    ...envelopeAtNode(line, context, node),
    affectedNode: node,
    state: f[4] === '1' ? 'up' : 'down',
    reason: text(f, 5),
  };
};

/** ME: xref, cause. Null when the cross-reference is not a device's. */
export const monitorEndedEvent = (line: OaiEventLine, context: LineContext): Of<'deviceState'> | null => {
  if (context.monitored === null) return null;
  return {
    kind: 'deviceState',
    ...envelopeOf(line, context, 0, context.monitored),
    monitored: context.monitored,
    device: context.monitored,
    state: 'monitorEnded',
    deviceType: null,
  };
};

const areas: Readonly<Record<string, string>> = {
  0: 'station',
  1: 'hunt group',
  2: 'trunk group',
  3: 'trunk',
  4: 'voice mail application',
  12: 'speed dial',
  13: 'do-not-disturb message',
  16: 'agent',
  19: 'node',
};

/** DC: node, area, what. EC: node, old_ext, new_ext, device_type. Both say only that a list has to be read again. */
export const databaseChangeEvent = (line: OaiEventLine, context: LineContext): Parsed<Of<'directoryChanged'>> => {
  const { f } = line;
  const renumbered = line.code === 'EC';
  if (text(f, 5) === null) return reject(line, renumbered ? 'no old extension' : 'no area');
  const area = f[5] ?? '';
  const change = renumbered ? `extension ${area} became ${f[6] ?? ''}` : `${areas[area] ?? `area ${area}`} ${f[6] ?? ''}`.trimEnd();
  const oldNumber = renumbered ? device(f, 5) : null;
  return {
    kind: 'directoryChanged',
    ...envelopeAtNode(line, context, f[4]),
    complete: false,
    devices: [],
    removed: oldNumber === null || oldNumber === device(f, 6) ? [] : [oldNumber],
    dndMessages: [],
    change,
  };
};
