import { alert } from './alert.ts';
import { causeText, failedFields, originatedFields } from './call-fields.ts';
import { leaveCall } from './clear.ts';
import { createCall, type PbxCore, raiseCopies, setParty } from './core.ts';
import type { Call, Station, Trunk } from './model.ts';

export interface InboundCall {
  trunk: Trunk;
  /** Caller's number; empty = withheld. */
  cli: string;
  name: string;
  /** Number dialled by the caller; empty = the trunk sends none. */
  ddi: string;
  /** Where a call without (or with an unlisted) DDI rings. */
  target?: string;
}

const originated = (core: PbxCore, call: Call, cause = 22): void =>
  raiseCopies(core, 'OR', [{ monitored: call.caller, cnx: 'C' }], (c) => originatedFields(call, c.cnx, cause));

/** A call comes in on a trunk and is routed by the DDI table. */
export const inboundCall = (core: PbxCore, inbound: InboundCall): Call => {
  const ddi = core.profile.ddis.find((d) => d.number === inbound.ddi);
  const target = core.directory.find(inbound.target ?? ddi?.target ?? '');
  if (target === null) throw new Error(`inbound call to "${inbound.ddi}": no device "${inbound.target ?? ddi?.target ?? ''}" to ring`);
  const call = createCall(core, inbound.trunk);
  call.callerNumber = inbound.cli;
  call.callerName = inbound.name;
  call.trunkNumber = inbound.ddi;
  call.trunkName = ddi?.name ?? '';
  call.dialled = inbound.ddi === '' ? target.number : inbound.ddi;
  call.originallyCalled = target;
  setParty(call, inbound.trunk, 'C');
  originated(core, call);
  core.ring(call, target, 22);
  return call;
};

/** `SI`: the handset is lifted, dial tone. */
export const offHook = (core: PbxCore, station: Station): Call => {
  const call = createCall(core, station);
  setParty(call, station, 'I');
  raiseCopies(core, 'SI', [{ monitored: station, cnx: 'I' }], () => [call.id, station, 'I', causeText(22), '']);
  return call;
};

const startFrom = (core: PbxCore, from: Station | Call): Call => {
  const call = 'parties' in from ? from : createCall(core, from);
  setParty(call, call.caller, 'C');
  return call;
};

export interface OutboundCall {
  /** The phone, or the call of its lifted handset. */
  from: Station | Call;
  trunk: Trunk;
  /** What the phone dials, outside-line code included. */
  digits: string;
  /** What goes to the network. */
  number: string;
  account: string;
}

/** A phone seizes a trunk: `OR`, `NT` to both, and the trunk alerts the far end. */
export const outboundCall = (core: PbxCore, outbound: OutboundCall): Call => {
  const call = startFrom(core, outbound.from);
  call.dialled = outbound.digits;
  call.account = outbound.account;
  call.originallyCalled = outbound.number;
  call.outside = { trunk: outbound.trunk, number: outbound.number };
  originated(core, call);
  raiseCopies(core, 'NT', [{ monitored: call.caller, cnx: 'C' }], () => [call.id, outbound.trunk, '', 'C', '22']);
  setParty(call, outbound.trunk, 'A');
  raiseCopies(core, 'NT', [{ monitored: outbound.trunk, cnx: 'A' }], () => [call.id, outbound.trunk, outbound.number, 'A', '22']);
  alert(core, call, outbound.trunk, 22);
  return call;
};

/** Phone to phone, or to a group or application. An unknown number fails before the call gets an id. */
export const internalCall = (core: PbxCore, from: Station | Call, digits: string, account = '', cause = 22): Call | null => {
  const target = core.directory.find(digits);
  if (target === null) {
    const station = 'parties' in from ? from.caller : from;
    raiseCopies(core, 'FA', [{ monitored: station, cnx: 'N' }], () => failedFields('', station, digits, 'N', 29));
    if ('parties' in from) leaveCall(core, from, station);
    return null;
  }
  const call = startFrom(core, from);
  call.dialled = digits;
  call.account = account;
  call.originallyCalled = target;
  originated(core, call);
  core.ring(call, target, cause);
  return call;
};

/** The PBX refuses to dial out for this phone: `FA` 13, then the phone clears. */
export const restrictedCall = (core: PbxCore, from: Station | Call, digits: string, number: string): Call => {
  const call = startFrom(core, from);
  call.dialled = digits;
  originated(core, call);
  raiseCopies(core, 'FA', [{ monitored: call.caller, cnx: 'C' }], () => failedFields(call.id, call.caller, number, 'C', 13));
  core.signal('failed', call, call.caller);
  return call;
};

/** The network refuses the outgoing call (3 busy, 20 congestion, 21 not obtainable). */
export const outsideFails = (core: PbxCore, call: Call, cause: number): void => {
  const outside = call.outside;
  if (outside === null || call.ended) return;
  const copies = [...call.parties].map(([monitored, cnx]) => ({ monitored, cnx: monitored === outside.trunk ? 'F' : cnx }));
  setParty(call, outside.trunk, 'F');
  raiseCopies(core, 'FA', copies, (c) => failedFields(call.id, outside.trunk, outside.number, c.cnx, cause));
  core.signal('failed', call, outside.trunk);
};
