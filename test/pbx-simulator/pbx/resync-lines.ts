import {
  bars,
  deliveredFields,
  establishedFields,
  failedFields,
  heldFields,
  legId,
  originatedFields,
  queuedFields,
} from './call-fields.ts';
import { dndFields, forwardFields } from './features.ts';
import type { Call, Device, Field, Station } from './model.ts';

export interface ResyncLine {
  readonly code: string;
  readonly fields: readonly Field[];
}

const partyWith = (call: Call, states: string[], except: Device): Device[] =>
  [...call.parties].filter(([d, cnx]) => d !== except && states.includes(cnx)).map(([d]) => d);

/** One call as the device sees it now. */
const callLines = (call: Call, device: Device): ResyncLine[] => {
  const cnx = call.parties.get(device) ?? '';
  switch (cnx) {
    case 'I':
      return [{ code: 'SI', fields: [call.id, device, 'I', '22', ''] }];
    case 'A':
      return [{ code: 'DE', fields: deliveredFields(call, device, 'A', 22) }];
    case 'F':
      return [{ code: 'FA', fields: failedFields(call.id, device, device, 'F', 3) }];
    case 'Q':
      return device.kind === 'huntGroup'
        ? [{ code: 'QU', fields: queuedFields(call, device, device.queue.indexOf(call) + 1, 'Q', 23) }]
        : [];
    case 'H':
      return [{ code: 'HE', fields: heldFields(legId(call, device), device, 'H', 42) }];
    case 'C':
      return connectedLines(call, device);
    default:
      return [];
  }
};

const connectedLines = (call: Call, device: Device): ResyncLine[] => {
  const id = legId(call, device);
  const holder = partyWith(call, ['H'], device)[0];
  if (holder !== undefined) return [{ code: 'HE', fields: heldFields(id, holder, 'C', 42) }];
  const alerted = partyWith(call, ['A'], device);
  if (alerted.length > 0) return alerted.map((a) => ({ code: 'DE', fields: deliveredFields(call, a, 'C', 22) }));
  const queued = partyWith(call, ['Q'], device)[0];
  if (queued?.kind === 'huntGroup') {
    return [{ code: 'QU', fields: queuedFields(call, queued, queued.queue.indexOf(call) + 1, 'C', 23) }];
  }
  const failed = partyWith(call, ['F'], device)[0];
  if (failed !== undefined) return [{ code: 'FA', fields: failedFields(call.id, failed, failed, 'C', 3) }];
  const answerer = device === call.caller ? partyWith(call, ['C'], device)[0] : device;
  if (answerer === undefined) return [{ code: 'OR', fields: originatedFields(call, 'C', 22) }];
  return [{ code: 'ES', fields: establishedFields(call, answerer, 'C', 35, id) }];
};

const agentLines = (station: Station): ResyncLine[] => {
  const agent = station.agent;
  if (agent === null) return [];
  const lines = [...agent.groups].map((g) => ({ code: 'LN', fields: [station, agent.number, bars(agent.description), g] as Field[] }));
  const codes = { ready: 'RY', wrapUp: 'WNR', notReady: 'NRY' } as const;
  return [...lines, { code: codes[agent.state], fields: [station, agent.number] }];
};

const stationLines = (station: Station): ResyncLine[] => [
  { code: 'DND', fields: dndFields(station) },
  { code: 'FW', fields: forwardFields(station) },
  { code: 'FE', fields: [station, station.dnd === null ? '0000008' : '000000C'] },
  ...(station.online ? [] : [{ code: 'OL', fields: [station, '0', '0', '0'] }]),
  ...(station.messages > 0 ? [{ code: 'MW', fields: [station, '', station.number, String(station.messages), '1'] }] : []),
  ...agentLines(station),
];

/** State of a monitored device as a resync reports it: its calls, then features and agent. */
export const resyncLines = (device: Device): ResyncLine[] => [
  ...[...device.calls].flatMap((call) => callLines(call, device)),
  ...(device.kind === 'station' ? stationLines(device) : []),
];
