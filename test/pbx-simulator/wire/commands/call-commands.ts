import { bars } from '../../pbx/call-fields.ts';
import { leaveCall } from '../../pbx/clear.ts';
import { deflect, pickup } from '../../pbx/divert.ts';
import type { Call, Device, Station } from '../../pbx/model.ts';
import { moveFromQueue, ringOnlyAt } from '../../pbx/move.ts';
import { blindTransfer, completeTransfer } from '../../pbx/transfer.ts';
import type { Handler, PortContext, Request } from '../port-state.ts';

/** Outcomes of the command table. */
const ok = 0;
const badCall = 8;
const badDevice = 9;
const badDestination = 11;
const stateIncompatibility = 15;
const noActiveCall = 16;
const noHeldCall = 17;
const noConnection = 19;
const nothingToAnswer = 20;
const badConnection = 32;
const invalidCommand = 45;
const callIdChanged = 51;

/** Third-party call control is licensed: bit 1 of the premium features that `RS` tells. */
export const licensed =
  (handler: Handler): Handler =>
  (request) => {
    if (request.port.settings.premium >= 2) handler(request);
    else request.reply(invalidCommand);
  };

/** The call of an id, or of a leg of a conference. */
const callOf = (port: PortContext, id: string): Call | null =>
  port.pbx.calls.get(id) ?? [...port.pbx.calls.values()].find((call) => [...(call.conference?.legs.values() ?? [])].includes(id)) ?? null;

/** Refuses an id that no call has: with 51 when the call lives on under another one. */
const refuseCall = ({ port, reply }: Request, id: string): void => {
  const now = port.pbx.core.renamed.get(id);
  if (now === undefined || !port.pbx.calls.has(now)) reply(badCall);
  else if (port.settings.tellsChangedCall) reply(callIdChanged, now);
  else reply(callIdChanged);
};

/** `<ext>,<call>`: the device and its call; `as` says which states of the device are meant. */
const atCall = (run: (request: Request, device: Device, call: Call) => void): Handler =>
  licensed((request) => {
    const [reference = '', id = ''] = request.args;
    const device = request.port.find(reference);
    if (device === null) return request.reply(badDevice);
    const call = callOf(request.port, id);
    if (call === null) return refuseCall(request, id);
    run(request, device, call);
  });

const isStation = (device: Device | null): device is Station => device?.kind === 'station';

/** `_AC,<inv>,<ext>,<call>` */
export const answerCall = atCall(({ port, reply }, device, call) => {
  if (!isStation(device)) return reply(badDevice);
  if (call.parties.get(device) !== 'A') return reply(nothingToAnswer);
  reply(ok);
  port.pbx.answer(device, call);
});

/** `_CX,<inv>,<ext>,<call>[,<1 = complete the announced transfer>]` */
export const clearConnection = atCall(({ port, args, reply }, device, call) => {
  if (!call.parties.has(device)) return reply(noConnection);
  if (args[2] === '1' && isStation(device) && call.consultOf !== null && call.caller === device) {
    if (call.parties.get(device) !== 'C') return reply(stateIncompatibility);
    reply(ok);
    completeTransfer(port.pbx.core, call, device);
    return;
  }
  reply(ok);
  leaveCall(port.pbx.core, call, device);
});

/** `_CC,<inv>,<ext>,<call>`: everybody leaves. */
export const clearCall = atCall(({ port, reply }, device, call) => {
  if (!call.parties.has(device)) return reply(noConnection);
  reply(ok);
  for (const party of [device, ...call.parties.keys()]) leaveCall(port.pbx.core, call, party, 36, device);
});

/** What `_TR` and `_TO` answer: new call, destination, transferred party, and of an outside one name, number, trunk name, trunk number. */
const transferAnswer = (port: PortContext, call: Call, destination: Device, transferred: Device): string[] => {
  const external = transferred.kind === 'trunk';
  return [
    call.id,
    port.text(destination),
    port.text(transferred),
    external ? bars(call.callerName) : '',
    external ? call.callerNumber : '',
    external ? bars(call.trunkName) : '',
    external ? call.trunkNumber : '',
  ];
};

const otherThan = (call: Call, device: Device): Device | null => [...call.parties.keys()].find((party) => party !== device) ?? null;

/** `_TR,<inv>,<ext>,<held call>,<announcement call>[,<type>]` */
export const transferCall = atCall((request, device, held) => {
  const { port, args, reply } = request;
  if (!isStation(device)) return reply(badDevice);
  if (held.parties.get(device) !== 'H') return reply(noHeldCall);
  const announcement = callOf(port, args[2] ?? '');
  if (announcement === null) return refuseCall(request, args[2] ?? '');
  if (!announcement.parties.has(device)) return reply(noActiveCall);
  const destination = otherThan(announcement, device);
  const transferred = otherThan(held, device);
  if (announcement.consultOf !== held || destination === null || transferred === null) return reply(stateIncompatibility);
  if (announcement.parties.get(destination) === 'F') return reply(stateIncompatibility);
  reply(ok, ...transferAnswer(port, held, destination, transferred));
  completeTransfer(port.pbx.core, announcement, device);
});

/** `_TO,<inv>,<ext>,<call, blank = the present one>,<destination>` */
export const transferOneStep: Handler = licensed((request) => {
  const { port, args, reply } = request;
  const [reference = '', id = '', to = ''] = args;
  const device = port.find(reference);
  if (!isStation(device)) return reply(badDevice);
  const call = id === '' ? port.pbx.callOf(device, 'C') : callOf(port, id);
  if (call === null) return id === '' ? reply(noActiveCall) : refuseCall(request, id);
  const state = call.parties.get(device);
  if (state === undefined) return reply(badConnection);
  const transferred = otherThan(call, device);
  if (state !== 'C' || call.conference !== null || transferred === null || call.parties.get(transferred) !== 'C')
    return reply(stateIncompatibility);
  const destination = port.find(to);
  if (destination === null || destination.kind === 'trunk' || destination === device) return reply(badDestination);
  reply(ok, ...transferAnswer(port, call, destination, transferred));
  blindTransfer(port.pbx.core, call, device, destination);
});

/** `_DF,<inv>,<ext or trunk>,<call>,<destination>`: a ringing call; a trunk means wherever its call rings. */
export const deflectCall = atCall(({ port, args, reply }, device, call) => {
  const ringing = device.kind === 'trunk' && call.parties.has(device) ? [...call.parties].find(([, cnx]) => cnx === 'A')?.[0] : device;
  if (ringing === undefined || !isStation(ringing) || call.parties.get(ringing) !== 'A') return reply(stateIncompatibility);
  const destination = port.find(args[2] ?? '');
  if (destination === null || destination.kind === 'trunk' || destination === ringing) return reply(badDestination);
  reply(ok);
  ringOnlyAt(port.pbx.core, call, ringing, ringing);
  deflect(port.pbx.core, call, ringing, destination);
});

/** `_MO,<inv>,<ext or hunt group>,<call>,<destination>`: `#` before it forces ringing, which phones here do anyway. */
export const moveCall = atCall(({ port, args, reply }, device, call) => {
  const destination = port.find((args[2] ?? '').replace(/^#/, ''));
  if (destination === null || destination.kind === 'trunk' || destination === device) return reply(badDestination);
  if (device.kind === 'huntGroup') {
    if (call.parties.get(device) !== 'Q') return reply(stateIncompatibility);
    reply(ok);
    moveFromQueue(port.pbx.core, call, device, destination);
    return;
  }
  if (!isStation(device)) return reply(badDevice);
  if (call.parties.get(device) !== 'A') return reply(stateIncompatibility);
  reply(ok);
  ringOnlyAt(port.pbx.core, call, device, device);
  deflect(port.pbx.core, call, device, destination);
});

/** `_PC,<inv>,<ext>,<call>,<where it rings>` */
export const pickUpCall = atCall(({ port, args, reply }, device, call) => {
  const from = port.find(args[2] ?? '');
  if (!isStation(device)) return reply(badDevice);
  if (!isStation(from)) return reply(badDestination);
  if (call.parties.get(from) !== 'A') return reply(nothingToAnswer);
  if (device === from || [...device.calls].some((other) => other.parties.get(device) !== 'H')) return reply(stateIncompatibility);
  reply(ok);
  pickup(port.pbx.core, call, from, device);
});
