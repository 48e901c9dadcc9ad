import type { Call, Device, Field } from './model.ts';

/** Field lists of the call events, after the cross-reference, in the long form (V7 and later, 18-token QU). */

export const bars = (text: string): string => (text === '' ? '' : `|${text}|`);
export const causeText = (cause: number): string => (cause === 4 || cause === 8 || cause === 9 ? `0${cause}` : String(cause));

const partyType = (device: Device): 'I' | 'E' => (device.kind === 'trunk' ? 'E' : 'I');
/** Digits sent when the party is the outgoing trunk of the call. */
const outsideNumber = (call: Call, device: Device): string => (call.outside?.trunk === device ? call.outside.number : '');
/** In a conference every leg keeps an id of its own. */
export const legId = (call: Call, device: Device): string => call.conference?.legs.get(device) ?? call.id;

export const originatedFields = (call: Call, cnx: string, cause: number): Field[] => [
  call.id,
  call.caller,
  call.callerNumber,
  partyType(call.caller),
  call.dialled,
  call.account,
  cnx,
  causeText(cause),
];

export const deliveredFields = (call: Call, alerted: Device, cnx: string, cause: number): Field[] => [
  call.id,
  alerted,
  outsideNumber(call, alerted),
  partyType(alerted),
  call.caller,
  bars(call.callerName),
  call.callerNumber,
  bars(call.trunkName),
  call.trunkNumber,
  partyType(call.caller),
  call.originallyCalled,
  call.lastRedirection,
  call.account,
  cnx,
  causeText(cause),
  call.group ?? '',
];

export const establishedFields = (call: Call, answerer: Device, cnx: string, cause: number, id = call.id): Field[] => [
  id,
  answerer,
  outsideNumber(call, answerer),
  partyType(answerer),
  call.caller,
  call.callerNumber,
  call.trunkNumber,
  partyType(call.caller),
  call.originallyCalled,
  call.lastRedirection,
  cnx,
  causeText(cause),
];

export const queuedFields = (call: Call, group: Device, position: number, cnx: string, cause: number): Field[] => [
  call.id,
  group,
  call.caller,
  bars(call.callerName),
  call.callerNumber,
  bars(call.trunkName),
  call.trunkNumber,
  partyType(call.caller),
  call.originallyCalled,
  call.lastRedirection,
  String(position),
  call.account,
  cnx,
  causeText(cause),
];

export const heldFields = (id: string, holder: Device, cnx: string, cause: number): Field[] => [id, holder, cnx, causeText(cause)];

export const retrievedFields = (call: Call, retriever: Device, other: Device | null, cnx: string): Field[] => [
  call.id,
  retriever,
  cnx,
  '35',
  other ?? '',
  other?.kind === 'trunk' ? call.callerNumber || outsideNumber(call, other) : '',
  other?.kind === 'trunk' ? call.trunkNumber : '',
  other?.kind === 'trunk' ? 'E' : 'I',
];

export interface TransferParties {
  transferrer: Device;
  transferred: Device;
  announcementId: string;
  destination: Device;
}

export const transferredFields = (call: Call, t: TransferParties, announcementId: string, cnx: string): Field[] => {
  const external = t.transferred.kind === 'trunk';
  return [
    call.id,
    t.transferrer,
    t.transferred,
    announcementId,
    t.destination,
    external ? bars(call.callerName) : '',
    external ? call.callerNumber : '',
    external ? bars(call.trunkName) : '',
    external ? call.trunkNumber : '',
    cnx,
    '32',
  ];
};

export const divertedFields = (call: Call, from: Device, to: Device, outside: string, cnx: string, cause: number): Field[] => [
  call.id,
  from,
  to,
  outside,
  cnx,
  causeText(cause),
];

export const failedFields = (id: string, failed: Device, called: Field, cnx: string, cause: number): Field[] => [
  id,
  failed,
  called,
  cnx,
  causeText(cause),
];

export const clearedFields = (id: string, cleared: Device, terminating: Device, cnx: string, cause: number): Field[] => [
  id,
  cleared,
  terminating,
  cnx,
  causeText(cause),
];
